package dev.quoin.backend.support;

import dev.quoin.api.storage.WriteTxn;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state that every store needs between its opening and its end: the gate for its views, the slot for its one
 * writer, its two indexes, the meters of its commits and syncs, and a lock that lets the store close only between two
 * calls.
 *
 * <p>Views and transactions are {@link Guarded} by the gate. All other calls of a store run inside {@link #during}.
 */
public final class StoreLife {
    private final Gate gate;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private final Meter commits = new Meter();
    private final Meter syncs = new Meter();
    private volatile long appliedIndex;
    private volatile long durableIndex;
    private @Nullable WriteTxn writer;

    /**
     * Begins the life of a store that was just opened.
     *
     * @param store the name by which error messages call the store, such as its directory
     * @param index the applied index that the store was opened with, which is also its durable index
     */
    public StoreLife(String store, long index) {
        gate = new Gate(store);
        appliedIndex = index;
        durableIndex = index;
    }

    /** The gate that guards the views of this store. */
    public Gate gate() {
        return gate;
    }

    /** Counts the commits. */
    public Meter commits() {
        return commits;
    }

    /** Counts the syncs. */
    public Meter syncs() {
        return syncs;
    }

    /**
     * Opens the write transaction, if no other is open.
     *
     * @param opener opens it, under the monitor of the gate
     * @throws IllegalStateException when another one is open
     */
    public WriteTxn begin(Supplier<? extends WriteTxn> opener) {
        synchronized (gate) {
            gate.check();
            if (writer != null) {
                throw new IllegalStateException("a write transaction is open already");
            }
            WriteTxn opened = opener.get();
            writer = opened;
            return opened;
        }
    }

    /** Frees the slot of the writer. Called by the end of the transaction, under the monitor of the gate. */
    public void writerEnded() {
        writer = null;
    }

    /**
     * Checks the index of a commit.
     *
     * @throws IllegalArgumentException when it is smaller than that of the commit before
     */
    public void checkIndex(long index) {
        if (index < appliedIndex) {
            throw new IllegalArgumentException(
                    "applied index " + index + " is smaller than the one before, " + appliedIndex);
        }
    }

    /** Sets the index of the last commit. */
    public void applied(long index) {
        appliedIndex = index;
    }

    /** Sets the index of the last commit that is durable, which never goes back. */
    public synchronized void durable(long index) {
        durableIndex = Math.max(durableIndex, index);
    }

    /** The index of the last commit. Fails when the store is closed. */
    public long appliedIndex() {
        gate.check();
        return appliedIndex;
    }

    /** The index of the last commit that is durable. Fails when the store is closed. */
    public long durableIndex() {
        gate.check();
        return durableIndex;
    }

    /** The index of the last commit, also while the store closes. */
    public long lastApplied() {
        return appliedIndex;
    }

    /** The index of the last commit that is durable, also while the store closes. */
    public long lastDurable() {
        return durableIndex;
    }

    /** Runs a call of the store; the store does not close before the call has ended. Fails when the store is closed. */
    public <T> T during(Supplier<T> call) {
        life.readLock().lock();
        try {
            gate.check();
            return call.get();
        } finally {
            life.readLock().unlock();
        }
    }

    /**
     * Closes the store, once: ends its views, then waits for running calls, then flushes and frees. Later calls do
     * nothing.
     *
     * @param interrupt cuts running calls short, before they are waited for
     * @param flush makes the last commits durable
     * @param free frees the store, also when the flush fails
     */
    public void close(Runnable interrupt, Runnable flush, Runnable free) {
        if (!gate.close()) {
            return;
        }
        interrupt.run();
        life.writeLock().lock();
        try {
            flush.run();
        } finally {
            try {
                free.run();
            } finally {
                life.writeLock().unlock();
            }
        }
    }
}
