package dev.quoin.backend.mapdb;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.Table;
import dev.quoin.backend.support.layered.BaseView;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One state, kept from being written over. */
final class MapdbView implements BaseView {
    private final PageSpace space;
    private final MapdbStore.Reading reading;

    MapdbView(PageSpace space, MapdbStore.Reading reading) {
        this.space = space;
        this.reading = reading;
    }

    @Override
    public @Nullable ByteBuffer get(Table table, byte[] key) {
        byte[] stored = reading.trees().of(table.ordinal()).get(key);
        return stored == null ? null : Values.load(reading.trees().db().getStore(), stored);
    }

    @Override
    public Cursor cursor(Table table, byte @Nullable [] from, byte @Nullable [] to) {
        return new MapdbCursor(
                reading.trees().of(table.ordinal()), reading.trees().db().getStore(), from, to);
    }

    @Override
    public void close() {
        space.release(reading.state());
    }
}
