package dev.quoin.net.listen;

import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open connections of a listener and their limits. Safe for use by any thread. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final int maxOpen;
    private final int maxPending;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger openCount = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicBoolean full = new AtomicBoolean();
    private volatile boolean stopped;

    /**
     * No connections yet.
     *
     * @param maxOpen connections altogether
     * @param maxPending of these, connections that have not yet shown to be a client's
     */
    Connections(int maxOpen, int maxPending) {
        this.maxOpen = maxOpen;
        this.maxPending = maxPending;
    }

    /** Counts a new connection in; false, and it is not counted, when there are too many. */
    boolean admit(Channel channel) {
        if (openCount.incrementAndGet() > maxOpen || pending.get() >= maxPending || stopped) {
            openCount.decrementAndGet();
            warnOnce();
            return false;
        }
        full.set(false);
        open.add(channel);
        channel.closeFuture().addListener(closed -> remove(channel));
        return true;
    }

    private void warnOnce() {
        if (!stopped && full.compareAndSet(false, true)) {
            LOG.warn(
                    "refusing connections: {} open (at most {}), {} of them in handshake (at most {})",
                    openCount,
                    maxOpen,
                    pending,
                    maxPending);
        }
    }

    private void remove(Channel channel) {
        open.remove(channel);
        openCount.decrementAndGet();
        synchronized (this) {
            notifyAll();
        }
    }

    /** A handshake begins. */
    void handshakeBegins() {
        pending.incrementAndGet();
    }

    /** A handshake ended, in success or not. */
    void handshakeEnded() {
        pending.decrementAndGet();
    }

    /** Takes no more, and does this with each that there is. */
    void stop(Consumer<Channel> each) {
        stopped = true;
        open.forEach(each);
    }

    /** Waits until all have closed; false when that takes too long. */
    synchronized boolean awaitNone(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        while (openCount.get() > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
