package dev.quoin.backend.support.layered;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.Table;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A view of the engine, as the contract describes it, but for the checks of use after the end, which the layer above
 * makes.
 */
public interface BaseView {
    /** The value of a key, or null. */
    @Nullable
    ByteBuffer get(Table table, byte[] key);

    /** A cursor; needs no closing once the view is closed. */
    Cursor cursor(Table table, byte @Nullable [] from, byte @Nullable [] to);

    /** Called once. */
    void close();
}
