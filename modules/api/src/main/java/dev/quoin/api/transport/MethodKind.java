package dev.quoin.api.transport;

/** The number of messages that each side of a call sends. */
public enum MethodKind {
    /** One request, one response. */
    UNARY,
    /** One request, any number of responses. */
    SERVER_STREAM,
    /** Any number of requests, one response. */
    CLIENT_STREAM,
    /** Any number of requests and of responses. */
    BIDIRECTIONAL
}
