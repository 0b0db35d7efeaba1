package dev.quoin.consensus.raft.algorithm.message;

/**
 * Asks the leader for an index such that a read on a state applied up to there is linearizable. A follower passes it on
 * to the leader it knows.
 *
 * @param from who reads
 * @param to the leader
 * @param requestId chosen by who reads, never twice, not even by a later life of the same member
 */
public record ReadIndex(long from, long to, long requestId) implements PeerMessage {
    @Override
    public long term() {
        return 0;
    }

    @Override
    public MessageType type() {
        return MessageType.READ_INDEX;
    }
}
