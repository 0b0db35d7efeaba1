package dev.quoin.backend.support.layered;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.Table;
import dev.quoin.backend.support.OverlayCursor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The layers over the engine at one moment.
 *
 * @param active takes commits
 * @param frozen is being applied to the engine, if there is one
 * @param generation counts the freezes
 */
record Layers(Memtable active, @Nullable Memtable frozen, long generation) {
    byte @Nullable [] find(Table table, byte[] key, long commit) {
        byte[] value = active.find(table, key, commit);
        return value == null && frozen != null ? frozen.find(table, key, commit) : value;
    }

    Cursor over(Cursor base, Table table, byte @Nullable [] from, byte @Nullable [] to, long commit) {
        if (from != null && to != null && Arrays.compareUnsigned(from, to) >= 0) {
            return base;
        }
        Cursor cursor = base;
        if (frozen != null) {
            cursor = over(cursor, frozen, table, from, to, commit);
        }
        return over(cursor, active, table, from, to, commit);
    }

    private static Cursor over(
            Cursor base, Memtable memtable, Table table, byte @Nullable [] from, byte @Nullable [] to, long commit) {
        // a table without writes now may get some, but those are of later commits than the view's
        return memtable.isEmpty(table.ordinal())
                ? base
                : new OverlayCursor(base, () -> {}, memtable.within(table, from, to, commit));
    }

    Layers freeze() {
        return new Layers(new Memtable(active.tables()), active, generation + 1);
    }

    Layers thaw() {
        return new Layers(active, null, generation);
    }
}
