package dev.quoin.net.loop;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The event loops of one transport: threads {@code <name>-0}, {@code <name>-1}, on native epoll where there is one. */
public final class EventLoops implements AutoCloseable {
    private final boolean epoll;
    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventLoop, LoopQueue> queues = new IdentityHashMap<>();

    /**
     * Starts nothing yet: a thread begins with its loop's first task.
     *
     * @param useEpoll false to stay with Java's own selectors
     */
    public EventLoops(String name, int count, boolean useEpoll) {
        epoll = useEpoll && Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(count, threads(name), io);
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            queues.put(loop, new LoopQueue(loop));
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger next = new AtomicInteger();
        return task -> new FastThreadLocalThread(task, name + "-" + next.getAndIncrement());
    }

    /** For Netty. */
    public MultiThreadIoEventLoopGroup group() {
        return group;
    }

    /** What listens on TCP. */
    public Class<? extends ServerChannel> tcp() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** What listens on Unix domain sockets. */
    public Class<? extends ServerChannel> unix() {
        return epoll ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class;
    }

    /** Whether native epoll is in use. */
    public boolean isEpoll() {
        return epoll;
    }

    /** The queue of one of these loops. */
    public LoopQueue queue(EventLoop loop) {
        LoopQueue queue = queues.get(loop);
        if (queue == null) {
            throw new IllegalArgumentException("not one of these loops: " + loop);
        }
        return queue;
    }

    /** Ends the threads and waits for them, five seconds at most; channels still open are closed. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
