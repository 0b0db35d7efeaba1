package dev.quoin.core.watch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The recent revisions without gaps, as many as the limits allow. Used by the hub. */
final class Ring {
    private static final int FIRST_CAPACITY = 64;

    private final int maxRevisions;
    private final long maxBytes;
    /** A revision lies at its number modulo the length, which is a power of two. */
    private @Nullable SharedRevision[] slots = new SharedRevision[FIRST_CAPACITY];

    private int size;
    private long bytes;
    private long last;

    Ring(int maxRevisions, long maxBytes) {
        this.maxRevisions = maxRevisions;
        this.maxBytes = maxBytes;
    }

    /** The revision that is the last one, also when it is not held. */
    long last() {
        return last;
    }

    /** The first revision held; the one after the last where none is. */
    long first() {
        return last + 1 - size;
    }

    /** A revision that is held. */
    SharedRevision get(long revision) {
        return Objects.requireNonNull(slots[slot(revision)]);
    }

    /** Forgets all; the next revision to come is the one after this. */
    void restart(long newLast) {
        slots = new SharedRevision[FIRST_CAPACITY];
        size = 0;
        bytes = 0;
        last = newLast;
    }

    /** Appends the revision after the last. */
    void add(SharedRevision revision) {
        if (size == slots.length) {
            grow();
        }
        last = revision.revision();
        slots[slot(last)] = revision;
        size++;
        bytes += revision.footprint();
    }

    /** Gives up the oldest revisions until the rest is within the limits. */
    void trim() {
        while (size > maxRevisions || bytes > maxBytes) {
            int oldest = slot(first());
            bytes -= Objects.requireNonNull(slots[oldest]).footprint();
            slots[oldest] = null;
            size--;
        }
    }

    private void grow() {
        @Nullable SharedRevision[] old = slots;
        long from = first();
        slots = new SharedRevision[old.length * 2];
        for (long revision = from; revision <= last; revision++) {
            slots[slot(revision)] = old[(int) (revision & (old.length - 1))];
        }
    }

    private int slot(long revision) {
        return (int) (revision & (slots.length - 1));
    }
}
