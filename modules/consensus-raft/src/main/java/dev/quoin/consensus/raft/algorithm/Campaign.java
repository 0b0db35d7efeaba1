package dev.quoin.consensus.raft.algorithm;

/** Why and how a member campaigns. */
enum Campaign {
    /** It has not heard of a leader; asks first whether it would be elected. */
    PRE_ELECTION,
    /** It has not heard of a leader, or was told that it would be elected. */
    ELECTION,
    /** The leader hands over to it, so nobody has to be asked first and no lease stands in the way. */
    TRANSFER
}
