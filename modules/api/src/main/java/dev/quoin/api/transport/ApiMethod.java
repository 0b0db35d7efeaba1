package dev.quoin.api.transport;

/**
 * A method that the core serves. Its messages are those of the etcd v3 protocol, encoded. A transport never looks into
 * them.
 */
public sealed interface ApiMethod {
    /** Returns the full name as gRPC sends it, such as {@code /etcdserverpb.KV/Range}. */
    String path();

    /** Returns the kind of the method. */
    MethodKind kind();

    /**
     * A method with one request and one response. It costs less than the other kinds, because no object follows the
     * course of the call.
     */
    record Unary(String path, UnaryHandler handler) implements ApiMethod {
        @Override
        public MethodKind kind() {
            return MethodKind.UNARY;
        }
    }

    /** A method of any other kind. */
    record Streaming(String path, MethodKind kind, StreamHandler handler) implements ApiMethod {}
}
