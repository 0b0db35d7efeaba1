package dev.quoin.api.transport;

import java.nio.ByteBuffer;

/** The course of a streaming call. All methods are called on the event loop that owns it, one at a time, and must not block. */
public interface CallListener {
    /** A message, one of those asked for; valid during this call only. */
    void onMessage(ByteBuffer message);

    /** The client will send no more. */
    void onHalfClose();

    /** {@link Call#isReady} has become true again. */
    void onReady();

    /** The call ended from outside: cancelled, past its deadline, connection lost. Nothing more is called or can be sent. */
    void onCancel();
}
