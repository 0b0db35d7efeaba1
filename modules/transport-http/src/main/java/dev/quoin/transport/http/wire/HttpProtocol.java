package dev.quoin.transport.http.wire;

import dev.quoin.net.protocol.Connection;
import dev.quoin.net.protocol.ConnectionProtocol;
import dev.quoin.net.protocol.Detection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.List;

/** HTTP/1.1: recognises it by the method at the beginning of a request. */
public final class HttpProtocol implements ConnectionProtocol {
    private static final List<String> METHODS =
            List.of("GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "OPTIONS ", "PATCH ", "TRACE ", "CONNECT ");

    private final HttpOptions options;
    private final RequestHandler handler;

    /** Hands requests to the handler. */
    public HttpProtocol(HttpOptions options, RequestHandler handler) {
        this.options = options;
        this.handler = handler;
    }

    @Override
    public String title() {
        return "HTTP/1.1";
    }

    @Override
    public List<String> applicationProtocols() {
        return List.of("http/1.1", "http/1.0");
    }

    @Override
    public Detection detect(ByteBuf first) {
        Detection best = Detection.NO;
        for (String method : METHODS) {
            int length = Math.min(method.length(), first.readableBytes());
            if (beginsWith(first, method, length)) {
                if (length == method.length()) {
                    return Detection.YES;
                }
                best = Detection.MORE;
            }
        }
        return best;
    }

    private static boolean beginsWith(ByteBuf first, String method, int length) {
        for (int i = 0; i < length; i++) {
            if (first.getByte(first.readerIndex() + i) != method.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void install(Connection connection, ByteBuf first) {
        HttpConnection requests = new HttpConnection(connection, options, handler);
        HttpDecoderConfig limits = new HttpDecoderConfig()
                .setMaxInitialLineLength(options.headerBytes())
                .setMaxHeaderSize(options.headerBytes());
        ChannelPipeline pipeline = connection.channel().pipeline();
        pipeline.addLast("arrival", new Arrival(requests));
        pipeline.addLast("codec", new HttpServerCodec(limits));
        pipeline.addLast("requests", requests);
    }

    @Override
    public void drain(Channel channel) {
        HttpConnection requests = channel.pipeline().get(HttpConnection.class);
        if (requests == null) {
            channel.close();
        } else {
            requests.drain();
        }
    }

    /** Notes that bytes come, before they are a request. */
    private static final class Arrival extends ChannelInboundHandlerAdapter {
        private final HttpConnection requests;

        Arrival(HttpConnection requests) {
            this.requests = requests;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            requests.bytesCame();
            context.fireChannelRead(message);
        }
    }
}
