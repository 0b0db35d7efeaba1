package dev.quoin.api.transport;

import dev.quoin.api.auth.Identity;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client, between a transport and the core.
 *
 * <p>Thread: sending and ending may happen on any thread, by one thread at a time. The transport collects what comes
 * from other threads than the event loop, so that many answers in a row cost one wake-up and one flush. The other
 * methods are for any thread too.
 *
 * <p>Blocks: no.
 *
 * <p>After the end of a call, and after its cancellation, sending and ending have no effect.
 */
public interface Call {
    /** Returns the full name of the method. */
    String method();

    /**
     * Returns the first value of a request header, or null when there is none. A value of a binary header is returned
     * as it was sent, in base64.
     *
     * @param name in lower case
     */
    @Nullable
    String header(String name);

    /** Returns the address of the client for logs: {@code host:port}, or the path of a Unix domain socket. */
    String remoteAddress();

    /**
     * Returns who asks, as far as the connection and the headers tell. The first call may verify a token, on the event
     * loop; later ones return the same.
     */
    Identity identity();

    /**
     * Returns the time at which the client gives up, in nanoseconds on the clock of {@link System#nanoTime};
     * {@link Long#MAX_VALUE} without a deadline. The transport itself ends the call at that time, so a handler need not
     * watch it.
     */
    long deadlineNanos();

    /** Returns the event loop that owns this call. It runs tasks in order; many tasks in a row cost one wake-up. */
    Executor loop();

    /**
     * Returns memory for a message, of the kind that the transport sends at the least cost. It belongs to the caller
     * until it is sent. A buffer that is never sent is left to the garbage collector.
     *
     * @param size in bytes; the buffer begins at position 0, and its limit is this size
     */
    ByteBuffer allocate(int size);

    /** Sends a message. The buffer belongs to the transport from now on, and its content must not change. */
    void send(ByteBuffer message);

    /**
     * Sends one message that consists of parts, as {@link #send(ByteBuffer)} does, without copying the parts together.
     */
    void send(List<ByteBuffer> parts);

    /** Sends the response of a unary call, and ends the call with {@link StatusCode#OK}. */
    default void complete(ByteBuffer response) {
        send(response);
        close(StatusCode.OK, "");
    }

    /** Ends the call with an error. In a streaming call the messages that were sent before are delivered first. */
    default void fail(StatusCode code, String message) {
        close(code, message);
    }

    /** Ends the call. The messages that were sent before are delivered first, then the code and the text. */
    void close(StatusCode code, String message);

    /**
     * Returns true when so much of what was sent has left that more should be sent. Otherwise
     * {@link CallListener#onReady} tells when it has. A message counts from {@code send} on.
     */
    boolean isReady();

    /** Asks for that many further messages of a streaming call. The message of a unary call comes by itself. */
    void request(int messages);

    /** Returns true when the call has ended from outside: cancelled, past its deadline, or its connection was lost. */
    boolean isCancelled();
}
