package dev.quoin.consensus.raft.algorithm.quorum;

/**
 * Two majorities that both have to agree. Outside a joint change the outgoing one is empty and does not weigh. One
 * thread at a time.
 *
 * @param incoming the configuration that is, or will be
 * @param outgoing the configuration that is being left
 */
public record JointConfig(MajorityConfig incoming, MajorityConfig outgoing) {
    /** With these voters on either side. */
    public static JointConfig of(IdSet incoming, IdSet outgoing) {
        return new JointConfig(new MajorityConfig(incoming), new MajorityConfig(outgoing));
    }

    /** The highest index that both majorities have acknowledged. */
    public long committedIndex(AckedIndexer acks) {
        return Math.min(incoming.committedIndex(acks), outgoing.committedIndex(acks));
    }

    /** How a vote stands that both majorities have to win. */
    public VoteResult voteResult(Ballots ballots) {
        VoteResult one = incoming.voteResult(ballots);
        VoteResult other = outgoing.voteResult(ballots);
        if (one == other) {
            return one;
        }
        return one == VoteResult.LOST || other == VoteResult.LOST ? VoteResult.LOST : VoteResult.PENDING;
    }
}
