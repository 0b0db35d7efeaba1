package dev.quoin.backend.lmdb.lib;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * LMDB's read transactions, used only to keep the pages of a state from being written to again. Kept for reuse, because
 * renewing one is cheap.
 */
public final class ReadSlots implements AutoCloseable {
    private final Environment environment;
    private final Deque<Slot> idle = new ArrayDeque<>();

    /** One read transaction, which is open while its view is. */
    public record Slot(MemorySegment txn) {}

    public ReadSlots(Environment environment) {
        this.environment = environment;
    }

    public synchronized Slot take() {
        Slot slot = idle.poll();
        if (slot != null) {
            environment.check(environment.lmdb().txnRenew(slot.txn));
            return slot;
        }
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment out = scratch.allocate(ValueLayout.ADDRESS);
            environment.check(environment.lmdb().txnBegin(environment.handle(), Lmdb.READ_ONLY, out));
            return new Slot(out.get(ValueLayout.ADDRESS, 0));
        }
    }

    public synchronized void give(Slot slot) {
        environment.lmdb().txnReset(slot.txn);
        idle.push(slot);
    }

    @Override
    public synchronized void close() {
        idle.forEach(slot -> environment.lmdb().txnAbort(slot.txn));
        idle.clear();
    }
}
