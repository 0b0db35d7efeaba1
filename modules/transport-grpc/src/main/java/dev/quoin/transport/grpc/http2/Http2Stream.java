package dev.quoin.transport.grpc.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One stream: what of the response waits to be sent, the windows both ways, and which sides have ended. Its owner extends it, so that a request is
 * one object. On the event loop only.
 */
public abstract class Http2Stream {
    /** Payload pieces up to this size are copied behind the frame's header. */
    private static final int COPY_MAX = 2048;

    private final Http2Connection connection;
    private final int id;
    private final ReceiveWindow receiveWindow;
    private int sendWindow;
    private boolean remoteEnded;
    private boolean closed;
    private boolean inLine;
    private @Nullable ArrayDeque<ByteBuf> pieces;
    private long pending;
    private byte @Nullable [] trailers;

    /** For a stream that the client has just opened. */
    protected Http2Stream(Http2Connection connection, int id) {
        this.connection = connection;
        this.id = id;
        this.sendWindow = connection.sender().initialStreamWindow();
        this.receiveWindow = new ReceiveWindow(connection.options().streamWindow());
    }

    // ---- for the owner

    /** The stream exists; its headers are those it was made for. */
    protected abstract void opened();

    /** Bytes of the request; valid during this call. What is dealt with is reported by {@link #consumed}. */
    protected abstract void received(ByteBuf data, boolean last);

    /** The stream ended from outside: reset by the client, or the connection is gone. */
    protected abstract void aborted();

    /** Some of what waited has been sent. */
    protected abstract void drained();

    /** The stream has ended, in whichever way; called once, last. */
    protected abstract void ended();

    /** The connection. */
    protected final Http2Connection connection() {
        return connection;
    }

    /** Whether the stream has ended. */
    protected final boolean isClosed() {
        return closed;
    }

    /** Whether the client has sent all it will. */
    protected final boolean hasRemoteEnded() {
        return remoteEnded;
    }

    /** Bytes that wait to be sent. */
    protected final long pendingBytes() {
        return pending;
    }

    /** Sends headers. */
    protected final void sendHeaders(byte[] block) {
        connection.output().headers(id, block, false);
        connection.sentOnStream();
    }

    /** Whether {@link #sendNow} may be used for this many bytes. */
    protected final boolean canSendNow(int bytes) {
        return pending == 0 && bytes <= sendWindow && connection.sender().allows(bytes);
    }

    /** Sends that many bytes, which the caller writes into the buffer returned, all of them, at once. */
    protected final ByteBuf sendNow(int bytes) {
        sendWindow -= bytes;
        connection.sender().spend(bytes);
        connection.sentOnStream();
        return connection.output().data(id, bytes);
    }

    /** Sends bytes as windows allow; takes over the buffer. */
    protected final void send(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (length == 0 || closed) {
            bytes.release();
            return;
        }
        if (pieces == null) {
            pieces = new ArrayDeque<>(4);
        }
        pieces.add(bytes);
        pending += length;
        connection.sender().queued(length);
        joinLine();
    }

    /** Ends the response behind what was sent before. */
    protected final void sendTrailers(byte[] block) {
        if (pending == 0) {
            finish(block);
        } else {
            trailers = block;
        }
    }

    /** Ends the stream at once, and what waited to be sent with it. */
    protected final void reset(Http2Error error) {
        if (!closed) {
            connection.output().reset(id, error);
            connection.sentOnStream();
            close();
        }
    }

    /** Lets the client send as much again. */
    protected final void consumed(int bytes) {
        int increment = receiveWindow.consume(bytes);
        if (increment > 0 && !remoteEnded && !closed) {
            connection.output().windowUpdate(id, increment);
            connection.touched();
        }
    }

    // ---- for the connection

    final int id() {
        return id;
    }

    final void endRemote() {
        remoteEnded = true;
    }

    /** Counts received bytes; false when the client sent more than allowed. */
    final boolean receive(int bytes) {
        return receiveWindow.receive(bytes);
    }

    /** Changes the send window; false when it overflows. */
    final boolean raiseSendWindow(int increment) {
        long raised = (long) sendWindow + increment;
        if (raised > Integer.MAX_VALUE) {
            return false;
        }
        sendWindow = (int) raised;
        if (pending > 0) {
            joinLine();
        }
        return true;
    }

    private void joinLine() {
        if (!inLine && sendWindow > 0) {
            inLine = true;
            connection.sender().enqueue(this);
        }
        connection.touched();
    }

    /** Sends one frame, and stays in line if there is more. */
    final void takeTurn() {
        inLine = false;
        if (closed || pending == 0 || sendWindow <= 0) {
            return;
        }
        int length = connection.sender().grant((int) Math.min(pending, sendWindow));
        writeFrame(length);
        if (pending == 0 && trailers != null) {
            finish(trailers);
        } else {
            if (pending > 0) {
                joinLine();
            }
            drained();
        }
    }

    private void writeFrame(int length) {
        connection.output().dataHeader(id, length);
        int left = length;
        while (left > 0) {
            left -= writePiece(left);
        }
        pending -= length;
        sendWindow -= length;
        connection.sender().queued(-length);
        connection.sender().spend(length);
        connection.sentOnStream();
    }

    @SuppressWarnings("NullAway") // pending > 0 means that there is a piece
    private int writePiece(int atMost) {
        ByteBuf piece = pieces.peek();
        int length = Math.min(atMost, piece.readableBytes());
        boolean whole = length == piece.readableBytes();
        if (length <= COPY_MAX) {
            connection.output().copy(piece, length);
            if (whole) {
                pieces.remove().release();
            }
        } else {
            connection.output().pass(whole ? pieces.remove() : piece.readRetainedSlice(length));
        }
        return length;
    }

    private void finish(byte[] block) {
        connection.output().headers(id, block, true);
        connection.sentOnStream();
        if (!remoteEnded) {
            // The response is complete; what the client may still send is of no interest (RFC 9113, section 8.1).
            connection.output().reset(id, Http2Error.NO_ERROR);
        }
        close();
    }

    /** Ends the stream from outside. */
    final void abort() {
        if (!closed) {
            close();
            aborted();
        }
    }

    private void close() {
        closed = true;
        dropPending();
        connection.forget(this);
        ended();
    }

    private void dropPending() {
        if (pieces != null) {
            pieces.forEach(ByteBuf::release);
            pieces.clear();
        }
        connection.sender().queued(-pending);
        pending = 0;
        trailers = null;
    }
}
