package dev.quoin.api.transport;

import java.nio.ByteBuffer;

/**
 * Follows the course of a streaming call.
 *
 * <p>Thread: the event loop that owns the call, one method at a time, and never from inside a method of {@link Call}.
 *
 * <p>Blocks: it must not.
 *
 * <p>Errors: a method that throws ends its own call with {@link StatusCode#INTERNAL}.
 */
public interface CallListener {
    /** A message has come, one of those that were asked for. The buffer is valid during this call only. */
    void onMessage(ByteBuffer message);

    /** The client will send no more. Comes after the last message, and needs no {@link Call#request}. */
    default void onHalfClose() {}

    /** {@link Call#isReady} has become true again. */
    default void onReady() {}

    /**
     * The call has ended from outside: cancelled, past its deadline, or its connection was lost. Nothing is called or
     * sent afterwards.
     */
    default void onCancel() {}
}
