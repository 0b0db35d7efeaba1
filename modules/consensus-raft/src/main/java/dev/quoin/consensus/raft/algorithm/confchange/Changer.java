package dev.quoin.consensus.raft.algorithm.confchange;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressMap;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressTracker;
import java.util.List;

/**
 * Computes what comes of a change, without putting it in force. Every method throws {@link ConfChangeException} for a
 * change that the configuration in force does not allow.
 */
public final class Changer {
    private final ProgressTracker tracker;
    private final long lastIndex;

    /** From the configuration in force, for a log that ends at an index. */
    public Changer(ProgressTracker tracker, long lastIndex) {
        this.tracker = tracker;
        this.lastIndex = lastIndex;
    }

    /**
     * What a change leads to.
     *
     * @param config the configuration
     * @param progress of its members: kept for who stays, new for who comes
     */
    public record Result(ConfState config, ProgressMap progress) {}

    /** What a proposed change leads to, in whichever way it asks for. */
    public Result change(ConfChange change) {
        if (change.leavesJoint()) {
            return leaveJoint();
        }
        return change.entersJoint() ? enterJoint(change.autoLeave(), change.changes()) : simple(change.changes());
    }

    /** Splits the voters, and changes the incoming ones. */
    public Result enterJoint(boolean autoLeave, List<SingleChange> changes) {
        ConfigDraft draft = draft();
        refuseIf(tracker.config().isJoint(), "config is already joint");
        refuseIf(draft.voters().isEmpty(), "can't make a zero-voter config joint");
        draft.splitVoters(autoLeave);
        draft.apply(changes);
        return draft.finish();
    }

    /** The incoming voters decide alone from now on. */
    public Result leaveJoint() {
        ConfigDraft draft = draft();
        refuseIf(!tracker.config().isJoint(), "can't leave a non-joint config");
        draft.joinVoters();
        return draft.finish();
    }

    /** Changes that together touch at most one voter, so that any old and any new majority overlap. */
    public Result simple(List<SingleChange> changes) {
        ConfigDraft draft = draft();
        refuseIf(tracker.config().isJoint(), "can't apply simple config change in joint config");
        draft.apply(changes);
        refuseIf(
                draft.voters().differences(tracker.config().voters()) > 1,
                "more than one voter changed without entering joint config");
        return draft.finish();
    }

    private ConfigDraft draft() {
        Invariants.check(tracker.config(), tracker.progress());
        return new ConfigDraft(tracker, lastIndex);
    }

    private static void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw new ConfChangeException(why);
        }
    }
}
