package dev.quoin.backend.lmdb;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.Table;
import dev.quoin.backend.lmdb.lib.ReadSlots;
import dev.quoin.backend.lmdb.page.LongKeys;
import dev.quoin.backend.lmdb.page.Pages;
import dev.quoin.backend.lmdb.page.Tree;
import dev.quoin.backend.support.layered.BaseView;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One state of the file: the roots of its tables. */
final class LmdbView implements BaseView {
    private final Pages pages;
    private final long[] roots;
    private final ReadSlots slots;
    private final ReadSlots.Slot slot;

    LmdbView(Pages pages, long[] roots, ReadSlots slots, ReadSlots.Slot slot) {
        this.pages = pages;
        this.roots = roots;
        this.slots = slots;
        this.slot = slot;
    }

    @Override
    public @Nullable ByteBuffer get(Table table, byte[] key) {
        long root = roots[table.ordinal()];
        if (LongKeys.isLong(key)) {
            return getLong(root, key);
        }
        long node = Tree.find(pages, root, key);
        return node < 0 ? null : pages.value(node).asByteBuffer();
    }

    private @Nullable ByteBuffer getLong(long root, byte[] key) {
        long node = Tree.find(pages, root, LongKeys.bucket(key));
        if (node < 0) {
            return null;
        }
        List<byte[]> records = LongKeys.read(key, pages.value(node).asByteBuffer());
        for (int i = 0; i < records.size(); i += 2) {
            if (Arrays.equals(records.get(i), key)) {
                return ByteBuffer.wrap(records.get(i + 1));
            }
        }
        return null;
    }

    @Override
    public Cursor cursor(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        return new LmdbCursor(pages, roots[table.ordinal()], from, to);
    }

    @Override
    public void close() {
        slots.give(slot);
    }
}
