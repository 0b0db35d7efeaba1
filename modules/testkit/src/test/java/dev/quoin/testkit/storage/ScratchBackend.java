package dev.quoin.testkit.storage;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageStats;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A backend that copies what it hands out into buffers that it uses again, as an engine without memory of its own to
 * show would.
 */
final class ScratchBackend implements StorageBackend {
    /** How many buffers there are. */
    enum Scratch {
        /**
         * One for each cursor's key, one for each cursor's value, and one for each view: what the contract asks for.
         */
        OF_EACH_KIND,
        /** One for key and value of a cursor. */
        OF_A_CURSOR,
        /** One for a view and all its cursors. */
        OF_A_VIEW
    }

    private final StorageBackend model;
    private final Scratch scratch;

    ScratchBackend(StorageBackend model, Scratch scratch) {
        this.model = model;
        this.scratch = scratch;
    }

    /** Memory that is written over by the next use. */
    private static final class Room {
        private byte[] bytes = new byte[16];

        ByteBuffer copy(ByteBuffer source) {
            int length = source.remaining();
            if (length > bytes.length) {
                bytes = new byte[length];
            }
            source.get(source.position(), bytes, 0, length);
            return ByteBuffer.wrap(bytes).limit(length);
        }
    }

    @Override
    public ReadView openView() {
        return new View(model.openView());
    }

    @Override
    public WriteTxn begin() {
        return new Txn(model.begin());
    }

    @Override
    public long appliedIndex() {
        return model.appliedIndex();
    }

    @Override
    public long durableIndex() {
        return model.durableIndex();
    }

    @Override
    public long sync() {
        return model.sync();
    }

    @Override
    public StorageStats stats() {
        return model.stats();
    }

    @Override
    public void checkpoint(Path target) {
        model.checkpoint(target);
    }

    @Override
    public void reclaim() {
        model.reclaim();
    }

    @Override
    public void close() {
        model.close();
    }

    private class View implements ReadView {
        private final ReadView view;
        private final Room room = new Room();

        View(ReadView view) {
            this.view = view;
        }

        @Override
        public @Nullable ByteBuffer get(Table table, byte[] key) {
            ByteBuffer value = view.get(table, key);
            return value == null ? null : room.copy(value);
        }

        @Override
        public Cursor cursor(Table table, byte @Nullable [] from, byte @Nullable [] to) {
            Room keys = scratch == Scratch.OF_A_VIEW ? room : new Room();
            Room values = scratch == Scratch.OF_EACH_KIND ? new Room() : keys;
            return new ScratchCursor(view.cursor(table, from, to), keys, values);
        }

        @Override
        public void close() {
            view.close();
        }
    }

    private final class Txn extends View implements WriteTxn {
        private final WriteTxn txn;

        Txn(WriteTxn txn) {
            super(txn);
            this.txn = txn;
        }

        @Override
        public void put(Table table, byte[] key, byte[] value) {
            txn.put(table, key, value);
        }

        @Override
        public void delete(Table table, byte[] key) {
            txn.delete(table, key);
        }

        @Override
        public void commit(long appliedIndex) {
            txn.commit(appliedIndex);
        }
    }

    private record ScratchCursor(Cursor cursor, Room keys, Room values) implements Cursor {
        @Override
        public boolean first() {
            return cursor.first();
        }

        @Override
        public boolean last() {
            return cursor.last();
        }

        @Override
        public boolean seek(byte[] key) {
            return cursor.seek(key);
        }

        @Override
        public boolean seekBefore(byte[] key) {
            return cursor.seekBefore(key);
        }

        @Override
        public boolean next() {
            return cursor.next();
        }

        @Override
        public boolean previous() {
            return cursor.previous();
        }

        @Override
        public ByteBuffer key() {
            return keys.copy(cursor.key());
        }

        @Override
        public ByteBuffer value() {
            return values.copy(cursor.value());
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
