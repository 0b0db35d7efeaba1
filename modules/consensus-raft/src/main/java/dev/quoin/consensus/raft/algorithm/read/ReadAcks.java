package dev.quoin.consensus.raft.algorithm.read;

import dev.quoin.consensus.raft.algorithm.quorum.AckedIndexer;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;

/** Up to which read each member has confirmed its leader. */
final class ReadAcks implements AckedIndexer {
    private IdSet members = IdSet.EMPTY;
    private long[] latest = new long[0];

    void record(long member, long context) {
        if (!members.contains(member)) {
            insert(member);
        }
        int at = members.indexOf(member);
        latest[at] = Math.max(latest[at], context);
    }

    void clear() {
        members = IdSet.EMPTY;
        latest = new long[0];
    }

    @Override
    public long ackedIndex(long voter) {
        int at = members.indexOf(voter);
        return at < 0 ? UNKNOWN : latest[at];
    }

    private void insert(long member) {
        members = members.with(member);
        int at = members.indexOf(member);
        long[] grown = new long[members.size()];
        System.arraycopy(latest, 0, grown, 0, at);
        System.arraycopy(latest, at, grown, at + 1, latest.length - at);
        latest = grown;
    }
}
