package dev.quoin.transport.grpc.http2;

/** Takes up streams that clients open. */
public interface StreamOpener {
    /** A new stream for these headers; on the event loop. {@link Http2Stream#opened} is called next. */
    Http2Stream open(Http2Connection connection, int streamId, RequestHeaders headers);
}
