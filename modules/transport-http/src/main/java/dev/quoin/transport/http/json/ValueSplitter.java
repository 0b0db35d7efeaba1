package dev.quoin.transport.http.json;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Parts a stream of JSON objects, which arrives in pieces that end anywhere. For one thread. */
public final class ValueSplitter {
    private final int maxBytes;
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private int depth;
    private boolean inString;
    private boolean escaped;

    /** Takes objects. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes an object.
         *
         * @throws JsonException for one that does not fit
         */
        void take(String json) throws JsonException;
    }

    /** @param maxBytes the largest object */
    public ValueSplitter(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Takes a piece, and hands on the objects that it completes.
     *
     * @throws JsonException for something between objects, and for an object that is too large
     */
    public void add(ByteBuf piece, Taker whole) throws JsonException {
        while (piece.isReadable()) {
            byte next = piece.readByte();
            if (depth > 0 || !isSpace(next)) {
                take(next);
                if (depth == 0) {
                    String object = value.toString(StandardCharsets.UTF_8);
                    value.reset();
                    whole.take(object);
                }
            }
        }
    }

    /** Whether an object has begun and not ended. */
    public boolean isInside() {
        return depth > 0;
    }

    private void take(byte next) throws JsonException {
        if (depth == 0 && next != '{') {
            throw new JsonException("invalid character '" + (char) (next & 0x7f) + "' looking for beginning of value");
        }
        if (value.size() >= maxBytes) {
            throw new JsonException("a request larger than " + maxBytes + " bytes");
        }
        value.write(next);
        if (inString) {
            inString = escaped || next != '"';
            escaped = !escaped && next == '\\';
        } else {
            switch (next) {
                case '"' -> inString = true;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
        }
    }

    private static boolean isSpace(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }
}
