package dev.quoin.transport.grpc.peer.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/** One end of a stream: puts messages together and tells once how it ends. Lives on the connection's event loop. */
public abstract class StreamEnd extends ChannelInboundHandlerAdapter {
    private final MessageAssembler assembler;
    private boolean ended;

    /** @param maxBytes the largest message */
    protected StreamEnd(int maxBytes) {
        assembler = new MessageAssembler(maxBytes);
    }

    /** Headers came, first or last ones. */
    protected abstract void headers(ChannelHandlerContext context, Http2Headers headers) throws IOException;

    /** A whole message came. */
    protected abstract void message(ChannelHandlerContext context, byte[] message);

    /** The other side has said all. */
    protected abstract void finished(ChannelHandlerContext context);

    /** The stream broke before it was finished. */
    protected abstract void broken(String why);

    @Override
    public final void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            read(context, frame);
        } catch (IOException e) {
            context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR));
            end(String.valueOf(e.getMessage()));
            context.close();
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void read(ChannelHandlerContext context, Object frame) throws IOException {
        if (ended) {
            return;
        }
        switch (frame) {
            case Http2HeadersFrame headers -> {
                headers(context, headers.headers());
                endIf(headers.isEndStream(), context);
            }
            case Http2DataFrame data -> {
                assembler.add(data.content(), message -> {
                    if (!ended) {
                        message(context, message);
                    }
                });
                endIf(data.isEndStream(), context);
            }
            case Http2ResetFrame reset ->
                end("the other member ended the stream (HTTP/2 error " + reset.errorCode() + ")");
            default -> {}
        }
    }

    private void endIf(boolean last, ChannelHandlerContext context) throws IOException {
        if (last && assembler.isInside()) {
            throw new IOException("the stream ended within a message");
        }
        if (last && !ended) {
            ended = true;
            finished(context);
        }
    }

    /** Nothing more is told of this stream. */
    protected final void end() {
        ended = true;
    }

    private void end(String why) {
        if (!ended) {
            ended = true;
            broken(why);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("the connection was lost");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(String.valueOf(cause.getMessage()));
        context.close();
    }
}
