package dev.quoin.consensus.raft.algorithm.quorum;

/** Looks up how far each voter has acknowledged something. */
@FunctionalInterface
public interface AckedIndexer {
    /** What {@link #ackedIndex} answers for a voter that has not been heard of. */
    long UNKNOWN = -1;

    /** The highest index that a voter has acknowledged, or {@link #UNKNOWN}. */
    long ackedIndex(long voter);
}
