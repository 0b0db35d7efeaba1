package dev.quoin.api.transport;

/**
 * A method that the core serves. Messages are the etcd v3 protocol's, encoded; a transport never looks into them.
 */
public sealed interface ApiMethod {
    /** The full name as gRPC sends it, {@code /etcdserverpb.KV/Range}. */
    String path();

    /** Its kind. */
    MethodKind kind();

    /** One request, one response: the lean way, without an object for the call's course. */
    record Unary(String path, UnaryHandler handler) implements ApiMethod {
        @Override
        public MethodKind kind() {
            return MethodKind.UNARY;
        }
    }

    /** Every other kind. */
    record Streaming(String path, MethodKind kind, StreamHandler handler) implements ApiMethod {}
}
