package dev.quoin.core.store;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import java.nio.ByteBuffer;

/** The present: one sequential scan of the head table. */
final class HeadScan implements KeyScan {
    private final Cursor cursor;
    private boolean begun;

    HeadScan(ReadView view, KeyRange range) {
        cursor = view.cursor(Tables.HEAD, range.from(), range.to());
    }

    @Override
    public boolean next() {
        if (begun) {
            return cursor.next();
        }
        begun = true;
        return cursor.first();
    }

    @Override
    public ByteBuffer record() {
        return cursor.value();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
