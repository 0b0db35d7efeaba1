package dev.quoin.consensus.raft.algorithm.message;

import java.util.List;

/**
 * The leader's entries that follow a point in its log.
 *
 * @param from the leader
 * @param to a follower
 * @param term the leader's
 * @param prevIndex the point that they follow
 * @param prevTerm the term of the entry there
 * @param commit the leader's commit index, which may lie beyond the entries
 * @param entries in order and without gaps; empty to probe, or to tell of the commit index
 */
public record Append(long from, long to, long term, long prevIndex, long prevTerm, long commit, List<Entry> entries)
        implements PeerMessage {
    @Override
    public MessageType type() {
        return MessageType.APPEND;
    }

    /** The index of the last entry, or the point before, if there are none. */
    public long lastIndex() {
        return prevIndex + entries.size();
    }
}
