package dev.quoin.testkit.storage.memory;

import dev.quoin.api.storage.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a store after one commit. Never changed.
 *
 * @param names of the tables; those opened come first, in the order of their ordinals
 * @param roots of the tables, in the same order
 * @param index given with the commit
 */
record MemoryState(List<String> names, @Nullable Tree[] roots, long index) {
    static final MemoryState EMPTY = new MemoryState(List.of(), new Tree[0], 0);

    /** The same content with the given tables at their ordinals; those not among them follow and stay as they are. */
    MemoryState arrange(List<Table> tables) {
        List<String> order = new ArrayList<>(tables.stream().map(Table::name).toList());
        names.stream().filter(name -> !order.contains(name)).forEach(order::add);
        @Nullable Tree[] arranged = new Tree[order.size()];
        for (int i = 0; i < arranged.length; i++) {
            int stored = names.indexOf(order.get(i));
            arranged[i] = stored < 0 ? null : roots[stored];
        }
        return new MemoryState(List.copyOf(order), arranged, index);
    }

    MemoryState next(@Nullable Tree[] changed, long appliedIndex) {
        return new MemoryState(names, changed, appliedIndex);
    }

    long bytes() {
        long sum = 0;
        for (Tree root : roots) {
            sum += Tree.bytes(root);
        }
        return sum;
    }
}
