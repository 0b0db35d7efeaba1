package dev.quoin.consensus.raft.algorithm.message;

/**
 * The leader is there.
 *
 * @param from the leader
 * @param to a follower
 * @param term the leader's
 * @param commit committed, and known to be in the follower's log
 * @param readContext the latest read that waits for this round, or 0; to be echoed
 */
public record Heartbeat(long from, long to, long term, long commit, long readContext) implements PeerMessage {
    @Override
    public MessageType type() {
        return MessageType.HEARTBEAT;
    }
}
