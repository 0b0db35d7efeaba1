package dev.quoin.benchmarks.http2;

import dev.quoin.protocol.method.EtcdMethods;

/**
 * A call that can be made again and again, so that a running load allocates nothing for each request. It belongs to one connection, and is
 * touched by that connection's event loop only.
 */
public abstract class GrpcCall {
    /** The gRPC frame before a message: not compressed, and four bytes of length. */
    public static final int PREFIX_BYTES = 5;

    private EtcdMethods method = EtcdMethods.KV_RANGE;
    private byte[] frame = {};
    private int sent;
    private long received;

    private int streamId;
    private long sendWindow;
    private int unacknowledged;

    /** For subclasses. */
    protected GrpcCall() {}

    /**
     * Says what to ask next.
     *
     * @param frame the message with its gRPC prefix; not to be changed until the call is answered
     */
    protected final void ask(EtcdMethods method, byte[] frame) {
        this.method = method;
        this.frame = frame;
    }

    /** The call ended; {@link #received} holds until it is started again, which may be done from here. Runs on the event loop. */
    protected abstract void answered(GrpcStatus status);

    /** How many bytes of messages, with their prefixes, the answer had so far. */
    protected final long received() {
        return received;
    }

    final void open(int stream, long window) {
        streamId = stream;
        sendWindow = window;
        sent = 0;
        received = 0;
        unacknowledged = 0;
    }

    final EtcdMethods method() {
        return method;
    }

    final int streamId() {
        return streamId;
    }

    final byte[] frame() {
        return frame;
    }

    final int sent() {
        return sent;
    }

    final int unsent() {
        return frame.length - sent;
    }

    final long sendWindow() {
        return sendWindow;
    }

    final void widen(long bytes) {
        sendWindow += bytes;
    }

    final void markSent(int bytes) {
        sent += bytes;
        sendWindow -= bytes;
    }

    /** Counts what came; answers how much to grant the server anew, 0 while it is too little to be worth a frame. */
    final int markReceived(int bytes, int padding, int grantAt) {
        received += bytes;
        unacknowledged += bytes + padding;
        if (unacknowledged < grantAt) {
            return 0;
        }
        int grant = unacknowledged;
        unacknowledged = 0;
        return grant;
    }
}
