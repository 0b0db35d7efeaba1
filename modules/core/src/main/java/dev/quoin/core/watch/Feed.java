package dev.quoin.core.watch;

import dev.quoin.core.store.RevisionEvents;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The way of what was applied from the apply thread to the hub. It is bounded: a batch that finds no room is left out, and the hub learns that something is missing and
 * reads it from the log. While nobody watches it is closed, and offering costs one read of a flag.
 */
final class Feed {
    private final SpscArrayQueue<Batch> queue;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final long maxBytes;
    private volatile boolean open;
    private volatile boolean lost;

    private record Batch(List<RevisionEvents> revisions, long bytes) {}

    Feed(int maxBatches, long maxBytes) {
        this.queue = new SpscArrayQueue<>(maxBatches);
        this.maxBytes = maxBytes;
    }

    /**
     * Hands over a batch that is committed; the apply thread only.
     *
     * @return whether the hub has something to do
     */
    boolean offer(List<RevisionEvents> revisions) {
        if (!open || revisions.isEmpty()) {
            return false;
        }
        long bytes = 0;
        for (RevisionEvents revision : revisions) {
            bytes += SharedRevision.footprint(revision);
        }
        long before = waitingBytes.getAndAdd(bytes);
        if ((before > 0 && before + bytes > maxBytes) || !queue.offer(new Batch(revisions, bytes))) {
            waitingBytes.addAndGet(-bytes);
            lost = true;
        }
        return true;
    }

    /** The next batch, or null; the hub only. */
    @Nullable
    List<RevisionEvents> poll() {
        Batch batch = queue.poll();
        if (batch == null) {
            return null;
        }
        waitingBytes.addAndGet(-batch.bytes());
        return batch.revisions();
    }

    boolean isEmpty() {
        return queue.isEmpty() && !lost;
    }

    /** Makes the hub believe that batches were left out. */
    void lose() {
        lost = true;
    }

    /** Whether batches were left out since the last time this was asked; the hub only. */
    boolean takeLost() {
        if (!lost) {
            return false;
        }
        lost = false;
        return true;
    }

    /** From now on every batch comes; the hub only. What the store holds after this call may or may not come. */
    void open() {
        open = true;
    }

    /** No more is wanted; the hub only. */
    void close() {
        open = false;
        lost = false;
        while (poll() != null) {
            // What waits is wanted by nobody.
        }
    }
}
