package dev.quoin.transport.grpc.peer.dial;

import dev.quoin.api.transport.ListenUrl;
import dev.quoin.transport.grpc.peer.stream.Grpc;
import dev.quoin.transport.grpc.peer.stream.Hello;
import dev.quoin.transport.grpc.peer.stream.StreamEnd;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The end of a stream on the side that opened it. Lives on the connection's event loop. */
abstract class ClientStream extends StreamEnd {
    private static final WriteBufferWaterMark OUTPUT = new WriteBufferWaterMark(512 << 10, 1 << 20);

    private final URI url;
    private Grpc.@Nullable Ending ending;
    private @Nullable ScheduledFuture<?> limit;
    private boolean begun;
    private boolean over;

    ClientStream(URI url, int maxBytes) {
        super(maxBytes);
        this.url = url;
    }

    /** The other side has accepted the stream. */
    abstract void accepted(Channel stream);

    /** The other side has ended the stream, or refused it. */
    abstract void ended(Grpc.Ending ending);

    /** Opens it with these headers, on the loop. */
    final void open(Channel connection, String path, Hello hello, Duration acceptWithin) {
        limit = connection
                .eventLoop()
                .schedule(() -> tooLate(connection), acceptWithin.toNanos(), TimeUnit.NANOSECONDS);
        new Http2StreamChannelBootstrap(connection)
                .handler(this)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, OUTPUT)
                .open()
                .addListener(opened -> {
                    if (opened.isSuccess()) {
                        Channel stream = (Channel) opened.getNow();
                        Http2Headers headers = hello.headers(path, Dialler.authority(url), ListenUrl.isTls(url));
                        stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers));
                    } else {
                        fail(String.valueOf(opened.cause().getMessage()));
                    }
                });
    }

    private void tooLate(Channel connection) {
        if (!begun) {
            fail("no answer in time");
            connection.close();
        }
    }

    private void fail(String why) {
        end();
        broken(why);
    }

    final URI url() {
        return url;
    }

    @Override
    protected final void headers(ChannelHandlerContext context, Http2Headers headers) {
        boolean first = !begun;
        begun();
        Grpc.Ending last = Grpc.endingIn(headers);
        if (last != null) {
            ending = last;
        } else if (first) {
            accepted(context.channel());
        }
    }

    private void begun() {
        begun = true;
        ScheduledFuture<?> pending = limit;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    @Override
    protected final void finished(ChannelHandlerContext context) {
        Grpc.Ending last = ending;
        if (!over) {
            over = true;
            ended(last == null ? new Grpc.Ending(Grpc.Ending.INTERNAL, "the stream ended without a status", "") : last);
        }
    }

    @Override
    protected final void broken(String why) {
        begun();
        if (!over) {
            over = true;
            broke(why);
        }
    }

    /** The stream broke before the other side ended it; told at most once, and not after {@link #ended}. */
    abstract void broke(String why);
}
