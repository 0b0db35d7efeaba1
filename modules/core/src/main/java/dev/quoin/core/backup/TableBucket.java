package dev.quoin.core.backup;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.Table;
import dev.quoin.core.bbolt.BucketSource;
import dev.quoin.core.bbolt.Rows;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A bucket whose rows are those of a table, with the same keys in the same order, and values that may be written in
 * another way.
 */
final class TableBucket implements BucketSource {
    private final byte[] name;
    private final ReadView view;
    private final Table table;
    private final Values value;
    private @Nullable Size size;

    /** How a table's row is written into the bucket. */
    interface Values {
        ByteBuffer of(ByteBuffer key, ByteBuffer row);
    }

    TableBucket(byte[] name, ReadView view, Table table, Values value) {
        this.name = name;
        this.view = view;
        this.table = table;
        this.value = value;
    }

    /** A bucket with the rows as they are. */
    static TableBucket same(byte[] name, ReadView view, Table table) {
        return new TableBucket(name, view, table, (key, row) -> row);
    }

    @Override
    public byte[] name() {
        return name;
    }

    @Override
    public Size size() {
        Size known = size;
        if (known == null) {
            known = measure();
            size = known;
        }
        return known;
    }

    private Size measure() {
        long count = 0;
        long bytes = 0;
        int longest = 1;
        try (Rows rows = open()) {
            while (rows.next()) {
                int keySize = rows.key().remaining();
                count++;
                bytes += keySize + rows.value().remaining();
                longest = Math.max(longest, keySize);
            }
        }
        return new Size(count, bytes, longest);
    }

    @Override
    public Rows open() {
        return new TableRows(view.sweep(table, null, null));
    }

    private final class TableRows implements Rows {
        private final Cursor cursor;
        private boolean begun;

        TableRows(Cursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean next() {
            boolean on = begun ? cursor.next() : cursor.first();
            begun = true;
            return on;
        }

        @Override
        public ByteBuffer key() {
            return cursor.key();
        }

        @Override
        public ByteBuffer value() {
            return value.of(cursor.key(), cursor.value());
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
