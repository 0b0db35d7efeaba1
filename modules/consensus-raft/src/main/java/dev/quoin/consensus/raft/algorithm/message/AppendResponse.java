package dev.quoin.consensus.raft.algorithm.message;

/**
 * A follower's answer to {@link Append} or {@link InstallSnapshot}, to be sent only once everything up to the index is
 * durable.
 *
 * @param from the follower
 * @param to the leader
 * @param term the follower's
 * @param index accepted: the follower's log equals the leader's up to here. Rejected: the point that did not match
 * @param reject whether the point before the entries did not match
 * @param hintIndex rejected: where the logs may match at most
 * @param hintTerm rejected: the follower's term at the hint, or 0 if it does not know
 */
public record AppendResponse(long from, long to, long term, long index, boolean reject, long hintIndex, long hintTerm)
        implements PeerMessage {
    /** Agrees up to an index. */
    public static AppendResponse accepted(long from, long to, long term, long index) {
        return new AppendResponse(from, to, term, index, false, 0, 0);
    }

    @Override
    public MessageType type() {
        return MessageType.APPEND_RESPONSE;
    }

    @Override
    public boolean isResponse() {
        return true;
    }
}
