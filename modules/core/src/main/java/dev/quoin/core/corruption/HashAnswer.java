package dev.quoin.core.corruption;

import java.nio.ByteBuffer;

/**
 * What a member says when it is asked for a hash.
 *
 * @param state whether it has one
 * @param hash the hash, where it has
 */
record HashAnswer(State state, int hash) {
    static final HashAnswer PENDING = new HashAnswer(State.PENDING, 0);
    static final HashAnswer GONE = new HashAnswer(State.GONE, 0);
    static final HashAnswer SILENT = new HashAnswer(State.SILENT, 0);

    /** The ordinals are what members send. */
    enum State {
        /** Here it is. */
        KNOWN,
        /** It is being computed, or this member has not come so far yet. */
        PENDING,
        /** This member has compacted further. */
        GONE,
        /** It does not answer; never sent. */
        SILENT
    }

    byte[] encode() {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) state.ordinal())
                .putInt(hash)
                .array();
    }

    /** What does not look like an answer is none. */
    static HashAnswer decode(byte[] bytes) {
        if (bytes.length != 1 + Integer.BYTES || bytes[0] < 0 || bytes[0] >= State.SILENT.ordinal()) {
            return SILENT;
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        return new HashAnswer(State.values()[fields.get()], fields.getInt());
    }
}
