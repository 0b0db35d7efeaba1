package dev.quoin.transport.grpc.http2;

import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;

/** Netty's decompressor, into {@link RequestHeaders}. */
final class RequestHeadersDecoder extends DefaultHttp2HeadersDecoder {
    /** Headers somewhat above the limit cost the stream; so many times above it, the connection. */
    private static final long FAR_TOO_LARGE = 4;

    RequestHeadersDecoder(int maxHeaderListSize) {
        super(true, maxHeaderListSize);
        try {
            maxHeaderListSize(maxHeaderListSize, FAR_TOO_LARGE * maxHeaderListSize);
        } catch (Http2Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    protected Http2Headers newHeaders() {
        return new RequestHeaders();
    }
}
