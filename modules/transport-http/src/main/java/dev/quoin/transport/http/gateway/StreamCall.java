package dev.quoin.transport.http.gateway;

import com.google.protobuf.Message;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.api.transport.StreamHandler;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A call with a stream of responses. Responses and the end may come from any thread, by one at a time; the rest lives on the event loop. */
final class StreamCall extends HttpCall implements Runnable {
    /** So much of what was sent may be under way before the call is no longer ready. */
    private static final long HIGH_BYTES = 256 << 10;

    private final StreamSink sink;
    private final Inbox inbox;
    private @Nullable CallListener listener;
    private final AtomicInteger requested = new AtomicInteger();
    private final ConcurrentLinkedQueue<Object> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicLong underWay = new AtomicLong();
    private volatile boolean closed;
    private volatile boolean full;
    private boolean running;
    private boolean over;

    /** The end of a call, behind its last response. */
    private record End(StatusCode code, String message) {}

    StreamCall(CallHead head, StreamSink sink) {
        super(head);
        this.sink = sink;
        inbox = new Inbox(sink);
    }

    /** Hands the call to its handler. */
    void open(StreamHandler handler) {
        watchDeadline();
        try {
            listener = handler.open(this);
        } catch (RuntimeException | Error e) {
            handlerFailed(e);
        }
        run();
    }

    // ---- requests; on the event loop

    /** The client has sent a request. */
    void received(Message request) {
        String wrong = head().checkSize(request.getSerializedSize());
        if (wrong != null) {
            endFromOutside(StatusCode.RESOURCE_EXHAUSTED, wrong);
        } else if (!over) {
            inbox.add(request.toByteArray());
            run();
        }
    }

    /** The client will send no more. */
    void halfClosed() {
        inbox.end();
        run();
    }

    /** The connection was lost. */
    void broken() {
        if (!over) {
            leave();
        }
    }

    @Override
    void endFromOutside(StatusCode code, String message) {
        if (!over) {
            leave();
            sink.end(code, message);
        }
    }

    /** Ends the call for its handler, unless the handler has ended it. */
    private void leave() {
        over = true;
        setCancelled();
        stopWatching();
        CallListener told = listener;
        if (!closed && told != null) {
            told.onCancel();
        }
    }

    // ---- what other threads have; all work of the loop is in run, which is never entered twice

    @Override
    public void run() {
        CallListener told = listener;
        if (running || told == null) {
            return;
        }
        running = true;
        try {
            write();
            deliver(told);
            if (full && !over && underWay.get() < HIGH_BYTES / 2) {
                full = false;
                if (!closed) {
                    told.onReady();
                }
            }
            write();
        } catch (RuntimeException | Error e) {
            handlerFailed(e);
        } finally {
            running = false;
        }
    }

    private void deliver(CallListener told) {
        while (!over && !closed && requested.get() > 0) {
            byte[] next = inbox.poll();
            if (next == null) {
                break;
            }
            requested.decrementAndGet();
            told.onMessage(ByteBuffer.wrap(next));
        }
        if (!over && !closed && inbox.isEnding()) {
            told.onHalfClose();
        }
    }

    private void write() {
        for (Object next = outbox.poll(); next != null; next = outbox.poll()) {
            if (over) {
                continue;
            }
            if (next instanceof End end) {
                over = true;
                stopWatching();
                sink.end(end.code(), end.message());
            } else if (next instanceof ByteBuffer message) {
                int size = message.remaining();
                sink.send(json(message)).addListener(left -> left(size));
            }
        }
    }

    /** A response has left. */
    private void left(int size) {
        if (underWay.addAndGet(-size) < HIGH_BYTES / 2 && full) {
            queue().execute(this);
        }
    }

    // ---- what the handler does, on any thread

    @Override
    public void send(ByteBuffer message) {
        if (closed || isCancelled()) {
            return;
        }
        if (underWay.addAndGet(message.remaining()) >= HIGH_BYTES) {
            full = true;
        }
        outbox.add(message);
        queue().execute(this);
    }

    @Override
    public void close(StatusCode code, String message) {
        if (!closed) {
            closed = true;
            outbox.add(new End(code, message));
            queue().execute(this);
        }
    }

    @Override
    public boolean isReady() {
        return !closed && !isCancelled() && !full;
    }

    @Override
    public void request(int messages) {
        requested.addAndGet(messages);
        queue().execute(this);
    }
}
