package dev.quoin.transport.http.gateway;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Requests of a stream that its handler has not asked for yet. While there are many, nothing more is read. On the event loop only. */
final class Inbox {
    private static final int MANY_BYTES = 256 << 10;
    private static final int MANY = 64;

    private final StreamSink source;
    private final ArrayDeque<byte[]> requests = new ArrayDeque<>();
    private int bytes;
    private boolean paused;
    private boolean ended;
    private boolean endTold;

    Inbox(StreamSink source) {
        this.source = source;
    }

    void add(byte[] request) {
        requests.add(request);
        bytes += request.length;
        if (!paused && isFull()) {
            paused = true;
            source.setReading(false);
        }
    }

    @Nullable
    byte[] poll() {
        byte[] next = requests.poll();
        if (next != null) {
            bytes -= next.length;
        }
        if (paused && !isFull()) {
            paused = false;
            source.setReading(true);
        }
        return next;
    }

    private boolean isFull() {
        return bytes > MANY_BYTES || requests.size() > MANY;
    }

    /** No request follows. */
    void end() {
        ended = true;
    }

    /** True once, when all requests were taken and none follows. */
    boolean isEnding() {
        boolean ending = ended && requests.isEmpty() && !endTold;
        endTold |= ending;
        return ending;
    }
}
