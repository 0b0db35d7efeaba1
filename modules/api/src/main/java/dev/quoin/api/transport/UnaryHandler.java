package dev.quoin.api.transport;

import java.nio.ByteBuffer;

/** Answers calls with one request and one response. */
@FunctionalInterface
public interface UnaryHandler {
    /**
     * Answers a call through {@link Call#complete} or {@link Call#fail}, now or later, from any thread.
     *
     * <p>Thread: the event loop that owns the call.
     *
     * <p>Blocks: it must not.
     *
     * <p>Errors: an exception ends the call with {@link StatusCode#INTERNAL}.
     *
     * @param request the message; the buffer is valid during this call only
     */
    void handle(Call call, ByteBuffer request);
}
