package dev.quoin.backend.support;

import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Writes in the order of their keys, within the bounds of a cursor; a removal is {@link PendingWrites#REMOVED}. */
public interface Writes {
    /** The first write. */
    Map.@Nullable Entry<byte[], byte[]> first();

    /** The last write. */
    Map.@Nullable Entry<byte[], byte[]> last();

    /** The first write whose key is {@code key} or greater. */
    Map.@Nullable Entry<byte[], byte[]> ceiling(byte[] key);

    /** The first write whose key is greater than {@code key}. */
    Map.@Nullable Entry<byte[], byte[]> higher(byte[] key);

    /** The last write whose key is smaller than {@code key}. */
    Map.@Nullable Entry<byte[], byte[]> lower(byte[] key);

    /** Shows the writes of a map. */
    static Writes of(NavigableMap<byte[], byte[]> map) {
        return new Writes() {
            @Override
            public Map.@Nullable Entry<byte[], byte[]> first() {
                return map.firstEntry();
            }

            @Override
            public Map.@Nullable Entry<byte[], byte[]> last() {
                return map.lastEntry();
            }

            @Override
            public Map.@Nullable Entry<byte[], byte[]> ceiling(byte[] key) {
                return map.ceilingEntry(key);
            }

            @Override
            public Map.@Nullable Entry<byte[], byte[]> higher(byte[] key) {
                return map.higherEntry(key);
            }

            @Override
            public Map.@Nullable Entry<byte[], byte[]> lower(byte[] key) {
                return map.lowerEntry(key);
            }
        };
    }
}
