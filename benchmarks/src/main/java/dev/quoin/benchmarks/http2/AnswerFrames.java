package dev.quoin.benchmarks.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.AsciiString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Hands the frames that mean something to a gRPC client to its connection. */
final class AnswerFrames extends Http2FrameAdapter {
    private static final AsciiString STATUS = AsciiString.cached("grpc-status");
    private static final AsciiString MESSAGE = AsciiString.cached("grpc-message");

    private final GrpcConnection connection;

    AnswerFrames(GrpcConnection connection) {
        this.connection = connection;
    }

    @Override
    public int onDataRead(ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean last) {
        int bytes = data.readableBytes();
        connection.data(stream, bytes, padding);
        if (last) {
            connection.ended(stream, GrpcStatus.unknown("the answer ended without a status"));
        }
        return bytes + padding;
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext ctx, int stream, Http2Headers headers, int padding, boolean last) {
        if (last) {
            connection.ended(stream, status(headers));
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean last) {
        onHeadersRead(ctx, stream, headers, padding, last);
    }

    private static GrpcStatus status(Http2Headers trailers) {
        CharSequence code = trailers.get(STATUS);
        if (code == null) {
            return GrpcStatus.unknown("the answer has no status; HTTP status " + trailers.status());
        }
        if (code.length() == 1 && code.charAt(0) == '0') {
            return GrpcStatus.OK;
        }
        CharSequence message = trailers.get(MESSAGE);
        return new GrpcStatus(Integer.parseInt(code.toString()), message == null ? "" : decoded(message.toString()));
    }

    /** Undoes gRPC's percent-encoding, which unlike that of forms leaves the plus sign alone. */
    private static String decoded(String message) {
        return URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int stream, long error) {
        connection.ended(stream, GrpcStatus.unknown("stream reset by the server, HTTP/2 error " + error));
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) throws Http2Exception {
        connection.settings(settings);
    }

    @Override
    public void onPingRead(ChannelHandlerContext ctx, long data) {
        connection.ping(data);
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext ctx, int lastStream, long error, ByteBuf debug) {
        connection.goAway();
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext ctx, int stream, int bytes) {
        connection.windowUpdate(stream, bytes);
    }
}
