package dev.quoin.backend.support;

import dev.quoin.api.storage.StorageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Something open on a store: a view or a transaction with its cursors. Each call on it runs between {@link #enter} and
 * {@link #exit}; what it holds is released exactly once, between two calls, by its user or by the {@link Gate}.
 */
public abstract class Guarded {
    private static final VarHandle STATE;
    private static final int IDLE = 0;
    private static final int BUSY = 1;
    private static final int ENDED = 2;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Guarded.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Gate gate;

    @Nullable
    Guarded next;

    @Nullable
    Guarded previous;

    @SuppressWarnings("UnusedVariable") // through the handle
    private volatile int state;

    /** Not yet known to the gate: call {@link #open} when there is something to release. */
    protected Guarded(Gate gate) {
        this.gate = gate;
    }

    /** Registers with the gate; fails when the store is closed. */
    protected final void open() {
        gate.add(this);
    }

    /**
     * Before each call.
     *
     * @throws StorageException of kind CLOSED after the end
     * @throws IllegalStateException when another thread is inside
     */
    protected final void enter() {
        if (!STATE.compareAndSet(this, IDLE, BUSY)) {
            refuse();
        }
    }

    /** Fails as {@link #enter} does, for a call that needs nothing that could be released. */
    protected final void check() {
        if ((int) STATE.getAcquire(this) == ENDED) {
            refuse();
        }
    }

    /** After each call, whatever its outcome. */
    protected final void exit() {
        STATE.setRelease(this, IDLE);
    }

    /**
     * Before a call that has nothing to do after the end, such as closing a cursor.
     *
     * @return false after the end
     */
    protected final boolean tryEnter() {
        if (STATE.compareAndSet(this, IDLE, BUSY)) {
            return true;
        }
        if ((int) STATE.getAcquire(this) != ENDED) {
            refuse();
        }
        return false;
    }

    private void refuse() {
        if ((int) STATE.getAcquire(this) != ENDED) {
            throw new IllegalStateException("a view is used by two threads at once");
        }
        throw gate.isClosed()
                ? gate.closedException()
                : new StorageException(StorageException.Kind.CLOSED, "the view is closed");
    }

    /** Ends this, once; may be repeated. */
    protected final void end() {
        synchronized (gate) {
            if (!tryEnd() && (int) STATE.getAcquire(this) == BUSY) {
                throw new IllegalStateException("a view is closed while another thread uses it");
            }
        }
    }

    /** Under the monitor of the gate. */
    final boolean tryEnd() {
        if (!STATE.compareAndSet(this, IDLE, ENDED)) {
            return false;
        }
        try {
            release();
        } finally {
            gate.remove(this);
        }
        return true;
    }

    /** Frees what is held, under the monitor of the gate: must not block. */
    protected abstract void release();
}
