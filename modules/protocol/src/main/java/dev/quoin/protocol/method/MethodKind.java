package dev.quoin.protocol.method;

/** Which side of a call sends a stream of messages instead of exactly one. */
public enum MethodKind {
    UNARY(false, false),
    SERVER_STREAM(false, true),
    CLIENT_STREAM(true, false),
    BIDIRECTIONAL(true, true);

    private final boolean clientStreams;
    private final boolean serverStreams;

    MethodKind(boolean clientStreams, boolean serverStreams) {
        this.clientStreams = clientStreams;
        this.serverStreams = serverStreams;
    }

    /** Whether the client may send any number of requests. */
    public boolean clientStreams() {
        return clientStreams;
    }

    /** Whether the server may send any number of responses. */
    public boolean serverStreams() {
        return serverStreams;
    }
}
