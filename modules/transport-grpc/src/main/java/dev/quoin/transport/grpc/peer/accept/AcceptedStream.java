package dev.quoin.transport.grpc.peer.accept;

import dev.quoin.transport.grpc.peer.stream.Grpc;
import dev.quoin.transport.grpc.peer.stream.Grpc.Ending;
import dev.quoin.transport.grpc.peer.stream.Hello;
import dev.quoin.transport.grpc.peer.stream.StreamEnd;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A stream that another member has opened: greets, checks, and hands on to what its path names. Lives on the connection's event loop. */
final class AcceptedStream extends StreamEnd {
    private final Reception reception;
    private @Nullable Purpose purpose;

    /** What a stream is for. */
    interface Purpose {
        void message(byte[] message);

        /** What had arrived was handed over, which need not have been a whole message. */
        default void pause() {}

        /** The other side has said all. */
        void finished();

        void broken();
    }

    AcceptedStream(Reception reception) {
        super(reception.maxMessageBytes());
        this.reception = reception;
    }

    @Override
    protected void headers(ChannelHandlerContext context, Http2Headers headers) {
        if (purpose != null) {
            return;
        }
        Channel stream = context.channel();
        String address = address(stream);
        try {
            Hello hello = Hello.read(headers);
            String path = String.valueOf(headers.path());
            Ending refusal = path.startsWith(Grpc.CALL)
                    ? reception.gate().checkCall(hello, address)
                    : reception.gate().check(hello, address);
            if (refusal == null) {
                purpose = reception.purpose(path, hello, stream);
                refusal = purpose == null ? new Ending(Ending.UNIMPLEMENTED, "unknown method " + path, "") : null;
            }
            if (refusal == null) {
                stream.writeAndFlush(new DefaultHttp2HeadersFrame(Grpc.accepted()));
            } else {
                end(stream, refusal, false);
            }
        } catch (IOException e) {
            reception.gate().notAPeer(host(stream.parent().remoteAddress()), String.valueOf(e.getMessage()));
            end(stream, new Ending(Ending.FAILED_PRECONDITION, String.valueOf(e.getMessage()), ""), false);
        }
    }

    private void end(Channel stream, Ending ending, boolean begun) {
        end();
        finish(stream, ending, begun);
    }

    /** Ends a stream; any thread. */
    static void finish(Channel stream, Ending ending, boolean begun) {
        stream.writeAndFlush(new DefaultHttp2HeadersFrame(Grpc.ending(ending, begun), true))
                .addListener(written -> stream.close());
    }

    private static String address(Channel stream) {
        return String.valueOf(stream.parent().remoteAddress());
    }

    /** Who it is, without the port, which is another one each time. */
    static String host(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : String.valueOf(remote);
    }

    @Override
    protected void message(ChannelHandlerContext context, byte[] message) {
        if (purpose != null) {
            purpose.message(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (purpose != null) {
            purpose.pause();
        }
    }

    @Override
    protected void finished(ChannelHandlerContext context) {
        if (purpose != null) {
            purpose.finished();
        }
    }

    @Override
    protected void broken(String why) {
        if (purpose != null) {
            purpose.broken();
        }
    }
}
