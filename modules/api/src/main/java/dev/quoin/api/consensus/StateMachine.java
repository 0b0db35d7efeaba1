package dev.quoin.api.consensus;

import java.util.List;

/**
 * What the log is applied to. The engine calls all methods from one thread, its apply thread, except {@link #appliedIndex} and
 * {@link #membership}, which it calls once before it starts, and {@link #leaderChanged}.
 */
public interface StateMachine {
    /** The index up to which effects survived the last stop; the engine applies from the next one. Exactly-once follows from this. */
    long appliedIndex();

    /** The configuration as of {@link #appliedIndex}. */
    Membership membership();

    /**
     * Applies committed entries in order. Need not be durable on return: durability is the log's, until {@link ConsensusNode#compact}.
     *
     * @param entries at least one, with consecutive indexes
     */
    void apply(List<Entry> entries);

    /**
     * Applies a membership change, or vetoes it. All members must decide alike, from their state at this index only.
     *
     * @param after the configuration that the change leads to
     * @return empty where the change was applied, else one line that says why it was not; the entry counts as applied either way
     */
    String applyChange(long index, long term, MemberChange change, Membership after);

    /** The configuration moved on without a change of a member, at the end of a joint change; to be kept like the others. */
    void applyMembership(long index, long term, Membership after);

    /** The state as of the last applied entry, to be read by another thread while this one goes on applying. */
    SnapshotSource openSnapshot();

    /** Begins to replace the state by one from another member. Applying stands still until the sink is finished or given up. */
    SnapshotSink beginInstall(SnapshotMeta meta);

    /** Leadership as this member knows it has changed; called by any one thread of the engine, in order. Must not block. */
    void leaderChanged(long term, long leaderId);
}
