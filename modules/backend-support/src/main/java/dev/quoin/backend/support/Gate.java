package dev.quoin.backend.support;

import dev.quoin.api.storage.StorageException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Knows what is open on a store, so that closing the store can end it. Native memory must not be freed under a running
 * call, and a call must not start on freed memory: each {@link Guarded} is ended by the gate between two of its calls,
 * and fails cleanly from then on.
 *
 * <p>Safe for any thread. The gate's monitor guards registration; engines may use it for what is shared between views.
 */
public final class Gate {
    private static final long WAIT_NANOS = 20_000;

    private final String store;
    private @Nullable Guarded head;
    private volatile boolean closed;

    /** Guards a store that messages call by this name, such as its directory. */
    public Gate(String store) {
        this.store = store;
    }

    /** Fails when the store is closed. */
    public void check() {
        if (closed) {
            throw closedException();
        }
    }

    StorageException closedException() {
        return new StorageException(StorageException.Kind.CLOSED, store + ": the store is closed");
    }

    boolean isClosed() {
        return closed;
    }

    synchronized void add(Guarded guarded) {
        check();
        guarded.next = head;
        if (head != null) {
            head.previous = guarded;
        }
        head = guarded;
    }

    synchronized void remove(Guarded guarded) {
        if (guarded.previous != null) {
            guarded.previous.next = guarded.next;
        } else if (head == guarded) {
            head = guarded.next;
        }
        if (guarded.next != null) {
            guarded.next.previous = guarded.previous;
        }
        guarded.next = null;
        guarded.previous = null;
    }

    /**
     * Lets nothing in from now on, and ends all that is open, waiting for calls that are running.
     *
     * @return false when it was closed already
     */
    public boolean close() {
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
        }
        // without the monitor while waiting, because a running call may need it to come to its end
        while (!endAll()) {
            LockSupport.parkNanos(WAIT_NANOS);
        }
        return true;
    }

    private synchronized boolean endAll() {
        Guarded at = head;
        while (at != null) {
            Guarded next = at.next;
            at.tryEnd();
            at = next;
        }
        return head == null;
    }
}
