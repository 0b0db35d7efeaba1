package dev.quoin.api.storage;

import java.nio.ByteBuffer;

/** Takes the values that {@link Cursor#nextValues} hands over. */
@FunctionalInterface
public interface ValueTaker {
    /**
     * Takes one value. The buffer shows the engine's memory and is valid during this call only, so a taker must copy
     * what it keeps. It must not call the view or a cursor of the view.
     *
     * @param value the bytes from the buffer's position to its limit
     * @return true to be given another one
     */
    boolean take(ByteBuffer value);
}
