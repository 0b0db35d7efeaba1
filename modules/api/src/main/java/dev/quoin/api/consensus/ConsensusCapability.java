package dev.quoin.api.consensus;

/**
 * An extra that a consensus engine may offer beyond the contract. An engine over a log with fixed members, or over a
 * shared log in which nobody is elected, declines what does not fit it.
 */
public enum ConsensusCapability {
    /**
     * {@link ConsensusNode#change} changes the membership. Without this the initial members are the members for ever.
     */
    MEMBER_CHANGES,
    /** {@link ConsensusNode#transferLeader} hands leadership over. */
    LEADER_TRANSFER,
    /** {@link Bootstrap#alone} makes a member go on as the only one of its cluster. */
    GOING_ON_ALONE,
    /** {@link ConsensusProvider#openLog} shows a log. */
    LOG_VIEW,
    /** {@link ConsensusProvider#createLog} begins a log behind a state that comes from elsewhere. */
    LOG_SEED
}
