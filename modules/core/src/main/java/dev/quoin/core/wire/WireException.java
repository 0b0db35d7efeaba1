package dev.quoin.core.wire;

/** Bytes are not the protobuf message they should be. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong. */
    public WireException(String message) {
        super(message);
    }
}
