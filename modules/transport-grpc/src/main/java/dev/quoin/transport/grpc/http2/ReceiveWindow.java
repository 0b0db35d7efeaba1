package dev.quoin.transport.grpc.http2;

/** How much a client may send: what it has been allowed and has not used, and what it is owed back. */
final class ReceiveWindow {
    private final int size;
    private int open;
    private int owed;

    /** A window of which the client knows. */
    ReceiveWindow(int size) {
        this.size = size;
        this.open = size;
    }

    /** Counts received bytes; false when the client sent more than it was allowed. */
    boolean receive(int bytes) {
        open -= bytes;
        return open >= 0;
    }

    /** Bytes were dealt with. Returns the window's increment to announce, or 0 while it is too small to be worth a frame. */
    int consume(int bytes) {
        owed += bytes;
        if (owed < size / 2) {
            return 0;
        }
        int increment = owed;
        open += increment;
        owed = 0;
        return increment;
    }
}
