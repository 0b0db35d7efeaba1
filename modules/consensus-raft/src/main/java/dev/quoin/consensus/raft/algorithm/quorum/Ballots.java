package dev.quoin.consensus.raft.algorithm.quorum;

/** Looks up what each voter has said. */
@FunctionalInterface
public interface Ballots {
    /** What a voter has said so far. */
    Ballot of(long voter);

    /** One voter's word. */
    enum Ballot {
        /** For it. */
        GRANTED,
        /** Against it. */
        REJECTED,
        /** Nothing yet. */
        MISSING
    }
}
