package dev.quoin.transport.grpc.peer.dial;

import dev.quoin.api.peer.PeerTransport.Lane;
import dev.quoin.transport.grpc.peer.stream.Hello;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One lane to one member: dials, greets, sends, and dials again. {@link #send} may be called by any thread; the rest lives on one event loop.
 */
final class PeerLink {
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Surroundings around;
    private final RemotePeer peer;
    private final Lane lane;
    private final EventLoop loop;
    private final OutboundQueue queue;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean dropping = new AtomicBoolean();
    private final Runnable drain = this::drain;
    private List<URI> urls;
    private int nextUrl;
    private int attempts;
    private @Nullable Channel connection;
    private volatile @Nullable Channel stream;
    private volatile boolean closed;

    PeerLink(Surroundings around, RemotePeer peer, Lane lane, EventLoop loop, List<URI> urls) {
        this.around = around;
        this.peer = peer;
        this.lane = lane;
        this.loop = loop;
        this.urls = urls;
        this.queue = new OutboundQueue(
                around.settings().queueMessages(), around.settings().queueBytes());
    }

    void start() {
        loop.execute(this::dial);
    }

    /** Other URLs from now on; the connection to an old one ends. */
    void urls(List<URI> newUrls) {
        loop.execute(() -> {
            urls = newUrls;
            nextUrl = 0;
            attempts = 0;
            Channel old = connection;
            if (old != null) {
                old.close();
            }
        });
    }

    /** Returns false when the message was dropped. */
    boolean send(List<byte[]> message) {
        if (stream == null || closed) {
            return false;
        }
        if (!queue.offer(message)) {
            if (dropping.compareAndSet(false, true)) {
                peer.dropping(lane);
            }
            return false;
        }
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            loop.execute(drain);
        }
        return true;
    }

    boolean isOpen() {
        return stream != null;
    }

    private void drain() {
        scheduled.set(false);
        Channel open = stream;
        if (open == null) {
            queue.clear();
            return;
        }
        boolean wrote = false;
        while (open.isWritable()) {
            ByteBuf next = queue.poll(open.alloc());
            if (next == null) {
                break;
            }
            open.write(new DefaultHttp2DataFrame(next));
            wrote = true;
        }
        if (wrote) {
            open.flush();
        }
        if (queue.isEmpty()) {
            dropping.set(false);
        }
    }

    private void dial() {
        if (closed) {
            return;
        }
        URI url = urls.get(nextUrl++ % urls.size());
        Future<Channel> dialled = around.dialler().dial(url, loop);
        dialled.addListener(result -> {
            if (result.isSuccess()) {
                connected(url, dialled.getNow());
            } else {
                failed(url, String.valueOf(result.cause().getMessage()));
            }
        });
    }

    private void connected(URI url, Channel channel) {
        if (closed) {
            channel.close();
            return;
        }
        connection = channel;
        LinkStream handler = new LinkStream(this, url, around.maxMessageBytes());
        Hello hello = Hello.of(
                around.identity().clusterId(), around.identity().memberId(), peer.id(), lane, around.ownUrls());
        handler.open(channel, hello, around.settings().dialTimeout());
    }

    /** The other side has greeted back. */
    void opened(URI url, Channel opened) {
        if (closed) {
            return;
        }
        attempts = 0;
        stream = opened;
        peer.opened(lane, url);
        drain();
    }

    /** The other side can take more. */
    void writable() {
        drain();
    }

    /** This member was removed from the cluster, says the other side. */
    void removed() {
        around.handler().removed();
    }

    /** The stream broke, or never came to be. */
    void failed(URI url, String why) {
        boolean wasOpen = stream != null;
        stream = null;
        Channel old = connection;
        connection = null;
        if (old != null) {
            old.close();
        }
        queue.clear();
        dropping.set(false);
        if (closed) {
            return;
        }
        peer.failed(lane, url, why);
        if (wasOpen) {
            attempts = 0;
        }
        loop.schedule(this::dial, pause(), TimeUnit.NANOSECONDS);
    }

    /** Grows from one attempt to the next; jitter keeps members from dialling in step. */
    private long pause() {
        long grown = FIRST_PAUSE << Math.min(attempts++, 10);
        return (long) (Math.min(grown, LONGEST_PAUSE) * around.jitter());
    }

    void close() {
        closed = true;
        loop.execute(() -> {
            Channel old = connection;
            stream = null;
            connection = null;
            queue.clear();
            if (old != null) {
                old.close();
            }
        });
    }
}
