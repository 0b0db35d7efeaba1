package dev.quoin.backend.rocksdb;

import dev.quoin.backend.support.PendingWrites;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Writes a transaction in the form of RocksDB's write batch (an 8 byte sequence, a 4 byte count, then records of a tag,
 * a family, a key and a value), so that all of it crosses into native code at once. The form is that of RocksDB's log
 * files, and therefore stable.
 */
final class BatchWriter {
    private static final byte DELETION_IN_FAMILY = 0x4;
    private static final byte VALUE_IN_FAMILY = 0x5;
    private static final int HEADER = 12;
    private static final int COUNT_AT = 8;
    /** Larger values go to the native batch one by one: there, the call no longer matters, but another copy would. */
    private static final int LARGE = 1 << 20;

    private final Families families;
    private byte[] bytes = new byte[4096];
    private int length = HEADER;
    private int count;

    BatchWriter(Families families) {
        this.families = families;
    }

    WriteBatch write(PendingWrites pending, long appliedIndex) throws RocksDBException {
        for (int ordinal = 0; ordinal < pending.tables(); ordinal++) {
            NavigableMap<byte[], byte[]> writes = pending.of(ordinal);
            if (writes != null) {
                int family = families.byOrdinal().get(ordinal).getID();
                writes.forEach((key, value) -> add(family, key, value));
            }
        }
        byte[] index = ByteBuffer.allocate(Long.BYTES).putLong(appliedIndex).array();
        add(families.meta().getID(), Families.APPLIED_KEY, index);
        ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(COUNT_AT, count);
        WriteBatch batch = new WriteBatch(Arrays.copyOf(bytes, length));
        try {
            addLarge(pending, batch);
        } catch (RocksDBException | RuntimeException e) {
            batch.close();
            throw e;
        }
        return batch;
    }

    private void addLarge(PendingWrites pending, WriteBatch batch) throws RocksDBException {
        for (int ordinal = 0; ordinal < pending.tables(); ordinal++) {
            NavigableMap<byte[], byte[]> writes = pending.of(ordinal);
            ColumnFamilyHandle family = families.byOrdinal().get(ordinal);
            if (writes != null) {
                for (Map.Entry<byte[], byte[]> write : writes.entrySet()) {
                    if (write.getValue().length > LARGE) {
                        batch.put(family, write.getKey(), write.getValue());
                    }
                }
            }
        }
    }

    private void add(int family, byte[] key, byte[] value) {
        if (value.length > LARGE) {
            return;
        }
        reserve(16L + key.length + value.length);
        boolean removed = value == PendingWrites.REMOVED;
        bytes[length++] = removed ? DELETION_IN_FAMILY : VALUE_IN_FAMILY;
        number(family);
        block(key);
        if (!removed) {
            block(value);
        }
        count++;
    }

    private void block(byte[] block) {
        number(block.length);
        System.arraycopy(block, 0, bytes, length, block.length);
        length += block.length;
    }

    /** Writes a number in groups of seven bits, the lowest first. */
    private void number(int number) {
        int rest = number;
        while (rest > 0x7f) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void reserve(long more) {
        long needed = length + more;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, bytes.length * 2L)));
        }
    }
}
