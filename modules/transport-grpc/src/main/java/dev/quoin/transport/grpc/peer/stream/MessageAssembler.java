package dev.quoin.transport.grpc.peer.stream;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts messages together from the pieces in which they arrive. For one thread. */
final class MessageAssembler {
    private static final byte[] EMPTY = {};

    private final int maxBytes;
    private int prefixRead;
    private int compressed;
    private int length;
    private byte @Nullable [] message;
    private int filled;

    /** @param maxBytes the largest message */
    MessageAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @throws IOException for what is no message */
    void add(ByteBuf piece, Consumer<byte[]> whole) throws IOException {
        while (piece.isReadable()) {
            if (message == null) {
                readPrefix(piece);
            } else {
                fill(message, piece);
            }
            if (message != null && filled == message.length) {
                byte[] done = message;
                message = null;
                whole.accept(done);
            }
        }
    }

    /** Whether a message has begun and not ended. */
    boolean isInside() {
        return prefixRead > 0 || message != null;
    }

    private void readPrefix(ByteBuf piece) throws IOException {
        int next = piece.readUnsignedByte();
        if (prefixRead == 0) {
            compressed = next;
            length = 0;
        } else {
            length = length << 8 | next;
        }
        if (++prefixRead == Grpc.PREFIX_BYTES) {
            prefixRead = 0;
            begin();
        }
    }

    private void begin() throws IOException {
        if (compressed != 0) {
            throw new IOException("a message that is compressed or no message at all");
        }
        if (length < 0 || length > maxBytes) {
            throw new IOException(
                    "a message of " + Integer.toUnsignedString(length) + " bytes, at most " + maxBytes + " are taken");
        }
        message = length == 0 ? EMPTY : new byte[length];
        filled = 0;
    }

    private void fill(byte[] into, ByteBuf piece) {
        int some = Math.min(piece.readableBytes(), into.length - filled);
        piece.readBytes(into, filled, some);
        filled += some;
    }
}
