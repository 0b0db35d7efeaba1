package dev.quoin.api.transport;

import java.nio.ByteBuffer;

/** Answers calls with one request and one response. */
@FunctionalInterface
public interface UnaryHandler {
    /**
     * Called on the event loop that owns the call; must not block. Answers at once or later, from any thread, through
     * {@link Call#complete} or {@link Call#fail}. Throwing fails the call with {@link StatusCode#INTERNAL}.
     *
     * @param request the message; valid during this call only
     */
    void handle(Call call, ByteBuffer request);
}
