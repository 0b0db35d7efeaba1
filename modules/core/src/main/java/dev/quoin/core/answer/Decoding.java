package dev.quoin.core.answer;

import com.google.protobuf.InvalidProtocolBufferException;

/** Decodes the messages of clients. */
public final class Decoding {
    private Decoding() {}

    /**
     * Decodes a message.
     *
     * @throws IllegalArgumentException with the answer for bytes that are not the message they should be
     */
    public static <T> T parse(Parsing<T> parsing) {
        try {
            return parsing.run();
        } catch (InvalidProtocolBufferException e) {
            throw Answers.undecodable(e);
        }
    }

    /** A call of a generated parser. */
    @FunctionalInterface
    public interface Parsing<T> {
        /** Parses. */
        T run() throws InvalidProtocolBufferException;
    }
}
