package dev.quoin.api.consensus;

import java.util.List;

/**
 * The state that the log is applied to.
 *
 * <p>Thread: one thread of the engine, the apply thread, calls all methods but three. The engine calls
 * {@link #appliedIndex} and {@link #membership} from {@link ConsensusProvider#open} on, before it applies anything;
 * {@link #leaderChanged} has a rule of its own.
 *
 * <p>Blocks: every method may, except {@link #leaderChanged}; the engine applies nothing meanwhile.
 *
 * <p>Errors: a method that throws ends the process, because the engine does not know what was applied.
 * {@link SnapshotSink} has errors of its own.
 */
public interface StateMachine {
    /**
     * Returns the index up to which all effects survived the last stop. The engine applies from the next entry on, so
     * that each entry takes effect once.
     */
    long appliedIndex();

    /** Returns the configuration at {@link #appliedIndex}. */
    Membership membership();

    /**
     * Applies committed entries.
     *
     * <p>Durability: none on return. The log keeps the entries until {@link ConsensusNode#compact}.
     *
     * @param entries at least one, in the order of their indexes. An index may be left out, but none comes twice in the
     *     life of a state machine.
     */
    void apply(List<Entry> entries);

    /**
     * Applies a membership change, or vetoes it. The decision must follow from the state at this index alone, so that
     * all members decide alike.
     *
     * @param after the configuration that the change leads to
     * @return empty when the change was applied; otherwise one line that says why it was vetoed. The entry counts as
     *     applied either way.
     */
    String applyChange(long index, long term, MemberChange change, Membership after);

    /**
     * Takes a configuration to which no change of a member led, at the end of a joint change. It is kept like the
     * others.
     */
    void applyMembership(long index, long term, Membership after);

    /**
     * Opens a snapshot of the state after the last applied entry. Another thread reads it while this one goes on
     * applying.
     */
    SnapshotSource openSnapshot();

    /**
     * Begins to replace the state by that of another member. The engine applies nothing until the sink is committed or
     * given up.
     */
    SnapshotSink beginInstall(SnapshotMeta meta);

    /**
     * Another member leads, or nobody does, as far as this member knows.
     *
     * <p>Thread: any one thread of the engine. Calls come in the order of the changes. They have no order with
     * {@link #apply}.
     *
     * <p>Blocks: it must not.
     *
     * <p>At most one member leads in a term. The leader has duties beside the log: it ends leases and compares members.
     * An engine in which nobody is elected must still name one member for these duties, in whatever way suits it.
     *
     * @param term the present term; when a member leads, the term in which it does
     * @param leaderId the member that leads; 0 when nobody does
     */
    void leaderChanged(long term, long leaderId);
}
