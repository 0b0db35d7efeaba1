package dev.quoin.benchmarks.http2;

/**
 * How a call ended.
 *
 * @param code gRPC's number, 0 for success
 * @param message what the server said, empty on success
 */
public record GrpcStatus(int code, String message) {
    /** Success. */
    public static final GrpcStatus OK = new GrpcStatus(0, "");

    private static final int UNKNOWN = 2;
    private static final int UNIMPLEMENTED = 12;
    private static final int UNAVAILABLE = 14;

    /** The connection is gone, or the server does not take the call. */
    static GrpcStatus unavailable(String message) {
        return new GrpcStatus(UNAVAILABLE, message);
    }

    /** The server ended the call in a way that gRPC does not provide for. */
    static GrpcStatus unknown(String message) {
        return new GrpcStatus(UNKNOWN, message);
    }

    /** Whether the call succeeded. */
    public boolean isOk() {
        return code == 0;
    }

    /** Whether the server does not know the method, and never will. */
    public boolean isUnimplemented() {
        return code == UNIMPLEMENTED;
    }
}
