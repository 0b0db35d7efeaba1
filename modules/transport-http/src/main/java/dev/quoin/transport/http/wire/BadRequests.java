package dev.quoin.transport.http.wire;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is wrong with the head of a request, as HTTP has it, in Go's words. */
final class BadRequests {
    private BadRequests() {}

    /** The status for a bad head, or null for a good one. */
    static @Nullable HttpResponseStatus find(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return switch (request.decoderResult().cause()) {
                case TooLongHttpHeaderException e -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
                case TooLongHttpLineException e -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
                case null, default -> HttpResponseStatus.BAD_REQUEST;
            };
        }
        HttpVersion version = request.protocolVersion();
        if (version.majorVersion() != 1) {
            return HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED;
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        boolean hostMissing = hosts == 0 && version.minorVersion() > 0;
        return hostMissing || hosts > 1 ? HttpResponseStatus.BAD_REQUEST : null;
    }

    /** The answer with which such a connection ends. */
    static FullHttpResponse answer(HttpResponseStatus status) {
        byte[] text = status.toString().getBytes(StandardCharsets.UTF_8);
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(text));
        response.headers()
                .set("Content-Type", "text/plain; charset=utf-8")
                .set("Content-Length", text.length)
                .set("Connection", HttpHeaderValues.CLOSE);
        return response;
    }
}
