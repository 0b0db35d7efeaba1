package dev.quoin.api.transport;

import dev.quoin.api.auth.Identity;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client, between a transport and the core. Sending and ending may happen on any thread, but by one thread at a time; off the event
 * loop they are collected, so that many answers given in a row cost one wake-up and one flush. After the end of a call, and after its
 * cancellation, sending does nothing.
 */
public interface Call {
    /** The full method name. */
    String method();

    /** The value of a request header (lower-case name), or null. */
    @Nullable
    String header(String name);

    /** The client's address for logs, as {@code host:port}. */
    String remoteAddress();

    /** Who asks, as far as the connection tells. */
    Identity identity();

    /** When the client gives up, on the monotonic clock in nanoseconds; {@link Long#MAX_VALUE} without a deadline. */
    long deadlineNanos();

    /** Runs tasks on the event loop that owns this call; many tasks in a row cost one wake-up. */
    Executor loop();

    /**
     * Memory for a message in the form the transport likes best. It belongs to the caller until it is sent; a buffer that is not sent is left to
     * the garbage collector.
     *
     * @param size in bytes; the buffer begins at position 0 and has exactly this many up to its limit
     */
    ByteBuffer allocate(int size);

    /**
     * Sends a message. The transport owns the buffer from now on; the content must not change.
     */
    void send(ByteBuffer message);

    /** Sends one message made of parts, like {@link #send(ByteBuffer)}; the parts are not copied together. */
    void send(List<ByteBuffer> parts);

    /** Sends the response of a unary call and ends it with {@link StatusCode#OK}. */
    default void complete(ByteBuffer response) {
        send(response);
        close(StatusCode.OK, "");
    }

    /** Ends the call without (further) messages. */
    default void fail(StatusCode code, String message) {
        close(code, message);
    }

    /** Ends the call. Messages sent before are delivered first. */
    void close(StatusCode code, String message);

    /** Whether what was sent has left so far that more should be sent; when not, {@link CallListener#onReady} tells when. */
    boolean isReady();

    /** Asks for that many further messages of a streaming call; the one of a unary call comes by itself. */
    void request(int messages);

    /** Whether the call has ended from outside. */
    boolean isCancelled();
}
