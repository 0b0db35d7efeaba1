package dev.quoin.backend.mapdb;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.mapdb.Serializer;
import org.mapdb.Store;

/**
 * The form of a value in a tree: a byte 0 and the value, or a byte 1 and the number of a record that holds it. MapDB
 * rewrites a node of 32 records for each change in it, so large values in nodes would make changes slow.
 */
final class Values {
    private static final int LARGE = 1024;
    private static final byte INLINE = 0;
    private static final byte APART = 1;

    private Values() {}

    static byte[] store(Store store, byte[] value) {
        if (value.length > LARGE) {
            long record = store.put(value, Serializer.BYTE_ARRAY_NOSIZE);
            return ByteBuffer.allocate(1 + Long.BYTES)
                    .put(APART)
                    .putLong(record)
                    .array();
        }
        return ByteBuffer.allocate(1 + value.length).put(INLINE).put(value).array();
    }

    static ByteBuffer load(Store store, byte[] stored) {
        if (stored[0] == INLINE) {
            return ByteBuffer.wrap(stored, 1, stored.length - 1).slice();
        }
        return ByteBuffer.wrap(store.get(record(stored), Serializer.BYTE_ARRAY_NOSIZE));
    }

    /** Frees the record of a value that was replaced or removed. */
    static void free(Store store, byte @Nullable [] stored) {
        if (stored != null && stored[0] == APART) {
            store.delete(record(stored), Serializer.BYTE_ARRAY_NOSIZE);
        }
    }

    private static long record(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong(1);
    }
}
