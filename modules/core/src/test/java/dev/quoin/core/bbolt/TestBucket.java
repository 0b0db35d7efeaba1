package dev.quoin.core.bbolt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bucket in memory, to be written and to be compared with what is read. */
record TestBucket(String text, TreeMap<byte[], byte[]> rows, Size size) implements BucketSource {
    static TestBucket named(String name) {
        return new TestBucket(name, new TreeMap<>(Arrays::compareUnsigned), Size.EMPTY);
    }

    /** The same with bounds that are the rows' own, or too high by some bytes. */
    TestBucket bounded(long spareRows, long spareBytes) {
        long bytes = rows.entrySet().stream()
                .mapToLong(row -> row.getKey().length + row.getValue().length)
                .sum();
        int longest = rows.keySet().stream().mapToInt(key -> key.length).max().orElse(1);
        return new TestBucket(text, rows, new Size(rows.size() + spareRows, bytes + spareBytes, longest));
    }

    static void write(Path file, List<TestBucket> buckets) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                WritableByteChannel channel = Channels.newChannel(out);
                BboltStream stream = new BboltStream(buckets)) {
            for (ByteBuffer piece = stream.next(); piece != null; piece = stream.next()) {
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
        }
    }

    static TreeMap<byte[], byte[]> read(Bucket bucket) throws IOException {
        TreeMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
        BucketCursor cursor = bucket.rows();
        while (cursor.next()) {
            rows.put(Bytes.copy(cursor.key()), Bytes.copy(cursor.value()));
        }
        return rows;
    }

    @Override
    public byte[] name() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Rows open() {
        Iterator<Map.Entry<byte[], byte[]>> all = rows.entrySet().iterator();
        return new Rows() {
            private Map.Entry<byte[], byte[]> row;

            @Override
            public boolean next() {
                row = all.hasNext() ? all.next() : null;
                return row != null;
            }

            @Override
            public ByteBuffer key() {
                return ByteBuffer.wrap(row.getKey());
            }

            @Override
            public ByteBuffer value() {
                return ByteBuffer.wrap(row.getValue());
            }

            @Override
            public void close() {}
        };
    }
}
