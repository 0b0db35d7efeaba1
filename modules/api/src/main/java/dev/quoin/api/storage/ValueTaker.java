package dev.quoin.api.storage;

import java.nio.ByteBuffer;

/** Takes what {@link Cursor#nextValues} hands over. */
@FunctionalInterface
public interface ValueTaker {
    /**
     * One value. It must neither keep the buffer, which is the engine's memory and valid during this call only, nor use the view or a cursor of it.
     *
     * @param value from its position to its limit
     * @return whether it takes another one
     */
    boolean take(ByteBuffer value);
}
