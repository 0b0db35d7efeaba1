package dev.quoin.transport.grpc.http2;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.ArrayDeque;

/**
 * Who may send next: the connection's send window, and the streams that have something to send, which take turns of one frame each. Nothing is given
 * to a channel that is full, so what a slow client does not read waits in its streams, where it is counted.
 */
final class SendScheduler {
    private static final int DEFAULT_WINDOW = 65535;

    private final Channel channel;
    private final ArrayDeque<Http2Stream> waiting = new ArrayDeque<>();
    private int connectionWindow = DEFAULT_WINDOW;
    private int initialStreamWindow = DEFAULT_WINDOW;
    private long queuedBytes;

    SendScheduler(Channel channel) {
        this.channel = channel;
    }

    int initialStreamWindow() {
        return initialStreamWindow;
    }

    /** What the peer wants new streams to begin with; returns the difference for those that exist. */
    int initialStreamWindow(int window) {
        int delta = window - initialStreamWindow;
        initialStreamWindow = window;
        return delta;
    }

    void raiseConnectionWindow(int increment) throws Http2Exception {
        if ((long) connectionWindow + increment > Integer.MAX_VALUE) {
            throw Http2Exception.connectionError(Http2Error.FLOW_CONTROL_ERROR, "connection window overflow");
        }
        connectionWindow += increment;
    }

    /** Whether a frame of this size may go past the queue. */
    boolean allows(int bytes) {
        return bytes <= connectionWindow && bytes <= FrameOutput.MAX_FRAME && channel.isWritable();
    }

    /** How much of this may be sent now by one turn of a stream. */
    int grant(int wanted) {
        return Math.min(Math.min(wanted, connectionWindow), FrameOutput.MAX_FRAME);
    }

    void spend(int bytes) {
        connectionWindow -= bytes;
    }

    /** Bytes of all streams that wait. */
    long queuedBytes() {
        return queuedBytes;
    }

    void queued(long bytes) {
        queuedBytes += bytes;
    }

    /** Puts a stream that has something to send and a window for it in line. */
    void enqueue(Http2Stream stream) {
        waiting.add(stream);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Writes what windows and channel allow. */
    void pump() {
        while (connectionWindow > 0 && channel.isWritable()) {
            Http2Stream stream = waiting.poll();
            if (stream == null) {
                return;
            }
            stream.takeTurn();
        }
    }
}
