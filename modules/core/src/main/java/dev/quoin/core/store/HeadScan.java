package dev.quoin.core.store;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ValueTaker;
import java.nio.ByteBuffer;

/** The present: one sequential scan of the head table. */
final class HeadScan implements KeyScan {
    private final Cursor cursor;
    private boolean begun;

    HeadScan(Cursor head) {
        cursor = head;
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
    public boolean nextRecords(ValueTaker taker) {
        if (!begun) {
            if (!next()) {
                return false;
            }
            if (!taker.take(record())) {
                return true;
            }
        }
        return cursor.nextValues(taker);
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
