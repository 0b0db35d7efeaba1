package dev.quoin.consensus.raft.algorithm.quorum;

/**
 * Voters that decide by simple majority. Computing a committed index uses a buffer of the object, so one thread at a
 * time.
 */
public final class MajorityConfig {
    /** What an empty configuration has committed: everything, so that it does not weigh in a joint one. */
    public static final long EVERYTHING = Long.MAX_VALUE;

    private final IdSet voters;
    private final long[] sorted;

    /** With these voters; none is allowed. */
    public MajorityConfig(IdSet voters) {
        this.voters = voters;
        this.sorted = new long[voters.size()];
    }

    /** Who votes. */
    public IdSet voters() {
        return voters;
    }

    /** The highest index that a majority has acknowledged; {@link #EVERYTHING} without voters. */
    public long committedIndex(AckedIndexer acks) {
        int count = sorted.length;
        if (count == 0) {
            return EVERYTHING;
        }
        for (int i = 0; i < count; i++) {
            insert(i, Math.max(acks.ackedIndex(voters.get(i)), 0));
        }
        // In ascending order, this one and all after it are a majority.
        return sorted[count - majority()];
    }

    /** How a vote stands; won without voters. */
    public VoteResult voteResult(Ballots ballots) {
        if (voters.isEmpty()) {
            return VoteResult.WON;
        }
        int granted = 0;
        int missing = 0;
        for (int i = 0; i < voters.size(); i++) {
            switch (ballots.of(voters.get(i))) {
                case GRANTED -> granted++;
                case MISSING -> missing++;
                case REJECTED -> {}
            }
        }
        if (granted >= majority()) {
            return VoteResult.WON;
        }
        return granted + missing >= majority() ? VoteResult.PENDING : VoteResult.LOST;
    }

    private int majority() {
        return voters.size() / 2 + 1;
    }

    /** One step of an insertion sort, which for as many values as a cluster has voters nothing beats. */
    private void insert(int filled, long value) {
        int at = filled;
        while (at > 0 && sorted[at - 1] > value) {
            sorted[at] = sorted[at - 1];
            at--;
        }
        sorted[at] = value;
    }
}
