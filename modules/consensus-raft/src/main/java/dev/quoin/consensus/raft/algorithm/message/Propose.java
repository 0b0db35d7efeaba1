package dev.quoin.consensus.raft.algorithm.message;

import java.util.List;

/**
 * Asks the leader to append entries, which carry neither term nor index yet. A follower passes it on to the leader it
 * knows.
 *
 * @param from who proposes
 * @param to the leader
 * @param entries at least one
 */
public record Propose(long from, long to, List<Entry> entries) implements PeerMessage {
    @Override
    public long term() {
        return 0;
    }

    @Override
    public MessageType type() {
        return MessageType.PROPOSE;
    }
}
