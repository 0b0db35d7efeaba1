package dev.quoin.backend.support.layered;

import dev.quoin.api.storage.Table;
import dev.quoin.backend.support.PendingWrites;
import dev.quoin.backend.support.Writes;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The commits since the last sync. Every version of a key is kept under the number of its commit, so that a view is a
 * number. One writer; any number of readers, which it does not block.
 */
public final class Memtable {
    private static final int OVERHEAD = 120;

    private final ConcurrentNavigableMap<byte[], Version>[] tables;
    private long bytes;

    /** A version of a key: its value since a commit, and the version before. */
    private record Version(
            long commit, byte[] value, @Nullable Version older) {
        private static @Nullable Version at(@Nullable Version newest, long commit) {
            Version version = newest;
            while (version != null && version.commit > commit) {
                version = version.older;
            }
            return version;
        }
    }

    /** Takes one write. */
    public interface Visitor {
        /** The last value of a key, or {@link PendingWrites#REMOVED}. */
        void write(byte[] key, byte[] value);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    Memtable(int tables) {
        this.tables = new ConcurrentNavigableMap[tables];
        for (int i = 0; i < tables; i++) {
            this.tables[i] = new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
        }
    }

    /** Takes the writes of a commit over. They are seen by views with this number or a later one. */
    void add(PendingWrites writes, long commit) {
        for (int ordinal = 0; ordinal < tables.length; ordinal++) {
            NavigableMap<byte[], byte[]> written = writes.of(ordinal);
            if (written != null) {
                Map<byte[], Version> table = tables[ordinal];
                written.forEach((key, value) -> {
                    table.put(key, new Version(commit, value, table.get(key)));
                    bytes += key.length + value.length + OVERHEAD;
                });
            }
        }
    }

    /** Heap that the writes take, in bytes, roughly. */
    long bytes() {
        return bytes;
    }

    byte @Nullable [] find(Table table, byte[] key, long commit) {
        Version version = Version.at(tables[table.ordinal()].get(key), commit);
        return version == null ? null : version.value;
    }

    /** Returns the number of tables. */
    public int tables() {
        return tables.length;
    }

    /** Returns true when the table with an ordinal has no write. */
    public boolean isEmpty(int ordinal) {
        return tables[ordinal].isEmpty();
    }

    /** Goes through the last writes to the table with an ordinal, in the order of the keys. */
    public void forEach(int ordinal, Visitor visitor) {
        tables[ordinal].forEach((key, version) -> visitor.write(key, version.value));
    }

    /** The writes to a table up to a commit within bounds that are not empty. */
    Writes within(Table table, byte @Nullable [] from, byte @Nullable [] to, long commit) {
        ConcurrentNavigableMap<byte[], Version> map = tables[table.ordinal()];
        ConcurrentNavigableMap<byte[], Version> tail = from == null ? map : map.tailMap(from, true);
        return new At(to == null ? tail : tail.headMap(to, false), commit);
    }

    /** Passes over keys that were first written later. */
    private record At(ConcurrentNavigableMap<byte[], Version> map, long commit) implements Writes {
        @Override
        public Map.@Nullable Entry<byte[], byte[]> first() {
            return forward(map.firstEntry());
        }

        @Override
        public Map.@Nullable Entry<byte[], byte[]> last() {
            return backward(map.lastEntry());
        }

        @Override
        public Map.@Nullable Entry<byte[], byte[]> ceiling(byte[] key) {
            return forward(map.ceilingEntry(key));
        }

        @Override
        public Map.@Nullable Entry<byte[], byte[]> higher(byte[] key) {
            return forward(map.higherEntry(key));
        }

        @Override
        public Map.@Nullable Entry<byte[], byte[]> lower(byte[] key) {
            return backward(map.lowerEntry(key));
        }

        private Map.@Nullable Entry<byte[], byte[]> forward(Map.@Nullable Entry<byte[], Version> from) {
            for (var entry = from; entry != null; entry = map.higherEntry(entry.getKey())) {
                Version version = Version.at(entry.getValue(), commit);
                if (version != null) {
                    return Map.entry(entry.getKey(), version.value);
                }
            }
            return null;
        }

        private Map.@Nullable Entry<byte[], byte[]> backward(Map.@Nullable Entry<byte[], Version> from) {
            for (var entry = from; entry != null; entry = map.lowerEntry(entry.getKey())) {
                Version version = Version.at(entry.getValue(), commit);
                if (version != null) {
                    return Map.entry(entry.getKey(), version.value);
                }
            }
            return null;
        }
    }
}
