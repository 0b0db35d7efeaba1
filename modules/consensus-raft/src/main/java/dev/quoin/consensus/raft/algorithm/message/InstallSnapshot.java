package dev.quoin.consensus.raft.algorithm.message;

/**
 * Replaces the state of a follower for which the leader's log no longer reaches back far enough. Whoever carries it
 * reports to the leader how that went ({@code RaftNode.reportSnapshot}).
 *
 * @param from the leader
 * @param to the follower
 * @param term the leader's
 * @param snapshot what to install
 */
public record InstallSnapshot(long from, long to, long term, Snapshot snapshot) implements PeerMessage {
    @Override
    public MessageType type() {
        return MessageType.SNAPSHOT;
    }
}
