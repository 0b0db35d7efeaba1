package dev.quoin.transport.grpc.peer.dial;

import dev.quoin.api.transport.ListenUrl;
import dev.quoin.net.loop.EventLoops;
import dev.quoin.net.tls.TlsContexts;
import dev.quoin.transport.grpc.peer.stream.Http2Setup;
import dev.quoin.transport.grpc.peer.stream.PeerSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens connections to peer URLs. Names are looked up on threads of their own, because Java's lookup blocks. Safe for use by any thread. */
public final class Dialler implements AutoCloseable {
    private static final List<String> HTTP2 = List.of("h2");
    private static final int RESOLVERS = 4;
    private static final int MAX_LOOKUPS = 256;
    private static final int RESOLVER_IDLE_SECONDS = 10;
    private static final WriteBufferWaterMark OUTPUT = new WriteBufferWaterMark(1 << 20, 2 << 20);

    private final EventLoops loops;
    private final TlsContexts tls;
    private final PeerSettings settings;
    private final ThreadPoolExecutor resolvers;

    public Dialler(EventLoops loops, TlsContexts tls, PeerSettings settings) {
        this.loops = loops;
        this.tls = tls;
        this.settings = settings;
        AtomicInteger next = new AtomicInteger();
        resolvers = new ThreadPoolExecutor(
                RESOLVERS,
                RESOLVERS,
                RESOLVER_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_LOOKUPS),
                task -> new Thread(task, "peer-resolve-" + next.getAndIncrement()));
        resolvers.allowCoreThreadTimeOut(true);
    }

    /** Connects; the promise is kept on the loop. */
    Promise<Channel> dial(URI url, EventLoop loop) {
        Promise<Channel> done = loop.newPromise();
        if (ListenUrl.isUnix(url)) {
            connect(url, unix(url), loop, done);
            return done;
        }
        try {
            resolvers.execute(() -> resolve(url, loop, done));
        } catch (RejectedExecutionException e) {
            done.tryFailure(new IOException("too many lookups of names wait", e));
        }
        return done;
    }

    private void resolve(URI url, EventLoop loop, Promise<Channel> done) {
        try {
            InetAddress address = InetAddress.getByName(url.getHost());
            connect(url, new InetSocketAddress(address, url.getPort()), loop, done);
        } catch (UnknownHostException e) {
            done.tryFailure(new IOException("lookup " + url.getHost() + ": no such host", e));
        } catch (RuntimeException e) {
            // A loop that has ended takes nothing more.
            done.tryFailure(e);
        }
    }

    private void connect(URI url, SocketAddress address, EventLoop loop, Promise<Channel> done) {
        ChannelFuture connected = bootstrap(url, loop).connect(address);
        connected.addListener((ChannelFutureListener) result -> {
            if (!result.isSuccess()) {
                done.tryFailure(result.cause());
            } else if (!done.trySuccess(result.channel())) {
                result.channel().close();
            }
        });
    }

    private Bootstrap bootstrap(URI url, EventLoop loop) {
        boolean unix = ListenUrl.isUnix(url);
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.dialTimeout().toMillis())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, OUTPUT)
                .handler(new Setup(url));
        if (loops.isEpoll()) {
            bootstrap.channel(unix ? EpollDomainSocketChannel.class : EpollSocketChannel.class);
            if (!unix) {
                int millis = (int) settings.idleTimeout().toMillis();
                bootstrap.option(EpollChannelOption.TCP_USER_TIMEOUT, millis);
            }
        } else {
            bootstrap.channel(unix ? NioDomainSocketChannel.class : NioSocketChannel.class);
        }
        return unix ? bootstrap : bootstrap.option(ChannelOption.TCP_NODELAY, true);
    }

    private SocketAddress unix(URI url) {
        String path = ListenUrl.of(url).path();
        return loops.isEpoll() ? new DomainSocketAddress(path) : UnixDomainSocketAddress.of(Path.of(path));
    }

    /** What stands in the {@code :authority} header. */
    static String authority(URI url) {
        return String.valueOf(url.getRawAuthority());
    }

    @Override
    public void close() {
        resolvers.shutdownNow();
    }

    private final class Setup extends ChannelInitializer<Channel> {
        private final URI url;

        Setup(URI url) {
            this.url = url;
        }

        @Override
        protected void initChannel(Channel channel) throws IOException {
            if (ListenUrl.isTls(url)) {
                SslHandler handler = ListenUrl.isUnix(url)
                        ? tls.client(HTTP2).newHandler(channel.alloc())
                        : tls.client(HTTP2).newHandler(channel.alloc(), url.getHost(), url.getPort());
                handler.setHandshakeTimeout(settings.dialTimeout().toNanos(), TimeUnit.NANOSECONDS);
                channel.pipeline().addLast("tls", handler);
            }
            Http2Setup.client(channel, settings.idleTimeout());
        }
    }
}
