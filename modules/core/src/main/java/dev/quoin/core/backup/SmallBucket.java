package dev.quoin.core.backup;

import dev.quoin.core.bbolt.BucketSource;
import dev.quoin.core.bbolt.Rows;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bucket of a few rows, kept in memory. */
final class SmallBucket implements BucketSource {
    private final byte[] name;
    private final TreeMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);

    SmallBucket(byte[] name) {
        this.name = name;
    }

    SmallBucket put(byte[] key, byte[] value) {
        rows.put(key, value);
        return this;
    }

    @Override
    public byte[] name() {
        return name;
    }

    @Override
    public Size size() {
        long bytes = 0;
        int longest = 1;
        for (Map.Entry<byte[], byte[]> row : rows.entrySet()) {
            bytes += row.getKey().length + row.getValue().length;
            longest = Math.max(longest, row.getKey().length);
        }
        return new Size(rows.size(), bytes, longest);
    }

    @Override
    public Rows open() {
        return new All(rows.entrySet().iterator());
    }

    private static final class All implements Rows {
        private final Iterator<Map.Entry<byte[], byte[]>> rest;
        private Map.@Nullable Entry<byte[], byte[]> row;

        All(Iterator<Map.Entry<byte[], byte[]>> rest) {
            this.rest = rest;
        }

        @Override
        public boolean next() {
            row = rest.hasNext() ? rest.next() : null;
            return row != null;
        }

        private Map.Entry<byte[], byte[]> row() {
            if (row == null) {
                throw new NoSuchElementException("not on a row");
            }
            return row;
        }

        @Override
        public ByteBuffer key() {
            return ByteBuffer.wrap(row().getKey());
        }

        @Override
        public ByteBuffer value() {
            return ByteBuffer.wrap(row().getValue());
        }

        @Override
        public void close() {}
    }
}
