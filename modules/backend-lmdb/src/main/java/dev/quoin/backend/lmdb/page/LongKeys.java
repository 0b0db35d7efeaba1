package dev.quoin.backend.lmdb.page;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * LMDB's keys have at most 511 bytes. A key of more than 500 is kept in a bucket with those that share its first 500
 * bytes: a record whose key is those and a zero byte, which sorts behind the key of just those bytes and before all
 * others that come after it.
 */
public final class LongKeys {
    public static final int DIRECT = 500;

    private LongKeys() {}

    public static boolean isLong(byte[] key) {
        return key.length > DIRECT;
    }

    /** The key of the bucket for a long key. */
    public static byte[] bucket(byte[] key) {
        byte[] bucket = Arrays.copyOf(key, DIRECT + 1);
        bucket[DIRECT] = 0;
        return bucket;
    }

    public static boolean isBucket(int keyLength) {
        return keyLength == DIRECT + 1;
    }

    /** The records of a bucket, in order, as whole keys and values in turn. */
    public static List<byte[]> read(byte[] prefix, ByteBuffer bucket) {
        List<byte[]> records = new ArrayList<>();
        ByteBuffer rest = bucket.duplicate();
        while (rest.hasRemaining()) {
            byte[] key = Arrays.copyOf(prefix, DIRECT + rest.getInt());
            rest.get(key, DIRECT, key.length - DIRECT);
            byte[] value = new byte[rest.getInt()];
            rest.get(value);
            records.add(key);
            records.add(value);
        }
        return records;
    }

    public static NavigableMap<byte[], byte[]> readMap(byte[] prefix, ByteBuffer bucket) {
        NavigableMap<byte[], byte[]> map = new TreeMap<>(Arrays::compareUnsigned);
        List<byte[]> records = read(prefix, bucket);
        for (int i = 0; i < records.size(); i += 2) {
            map.put(records.get(i), records.get(i + 1));
        }
        return map;
    }

    public static byte[] write(NavigableMap<byte[], byte[]> records) {
        long length = 0;
        for (var record : records.entrySet()) {
            length += 2L * Integer.BYTES + record.getKey().length - DIRECT + record.getValue().length;
        }
        ByteBuffer bucket = ByteBuffer.allocate(Math.toIntExact(length));
        records.forEach((key, value) -> bucket.putInt(key.length - DIRECT)
                .put(key, DIRECT, key.length - DIRECT)
                .putInt(value.length)
                .put(value));
        return bucket.array();
    }
}
