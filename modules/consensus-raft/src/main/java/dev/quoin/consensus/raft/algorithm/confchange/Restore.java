package dev.quoin.consensus.raft.algorithm.confchange;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressTracker;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a configuration in force that was stored, by the changes that could have led to it, so that it is checked like
 * any other.
 */
public final class Restore {
    private Restore() {}

    /**
     * Puts a configuration in force on a tracker that has nobody in it.
     *
     * @throws ConfChangeException if it is not a valid one
     */
    public static void into(ProgressTracker tracker, ConfState config, long lastIndex) {
        // The outgoing voters first; they are the whole configuration for a moment.
        for (long id : config.votersOutgoing().toArray()) {
            simple(tracker, lastIndex, new SingleChange(ChangeType.ADD_NODE, id));
        }
        List<SingleChange> incoming = incoming(config);
        if (config.isJoint()) {
            use(tracker, new Changer(tracker, lastIndex).enterJoint(config.autoLeave(), incoming));
            return;
        }
        for (SingleChange change : incoming) {
            simple(tracker, lastIndex, change);
        }
    }

    /**
     * All outgoing voters leave, and whoever is in the configuration comes; next learners are held back, being outgoing
     * voters.
     */
    private static List<SingleChange> incoming(ConfState config) {
        List<SingleChange> changes = new ArrayList<>();
        add(changes, ChangeType.REMOVE_NODE, config.votersOutgoing());
        add(changes, ChangeType.ADD_NODE, config.voters());
        add(changes, ChangeType.ADD_LEARNER_NODE, config.learners());
        add(changes, ChangeType.ADD_LEARNER_NODE, config.learnersNext());
        return changes;
    }

    private static void add(List<SingleChange> changes, ChangeType type, IdSet ids) {
        for (long id : ids.toArray()) {
            changes.add(new SingleChange(type, id));
        }
    }

    private static void simple(ProgressTracker tracker, long lastIndex, SingleChange change) {
        use(tracker, new Changer(tracker, lastIndex).simple(List.of(change)));
    }

    private static void use(ProgressTracker tracker, Changer.Result result) {
        tracker.switchTo(result.config(), result.progress());
    }
}
