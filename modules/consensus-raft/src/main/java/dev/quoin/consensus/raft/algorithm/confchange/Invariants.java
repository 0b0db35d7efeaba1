package dev.quoin.consensus.raft.algorithm.confchange;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressMap;
import org.jspecify.annotations.Nullable;

/** What holds for every configuration and the progress of its members. */
final class Invariants {
    private Invariants() {}

    static void check(ConfState config, ProgressMap progress) {
        everybodyHasProgress(config.allVoters(), progress);
        everybodyHasProgress(config.learners(), progress);
        everybodyHasProgress(config.learnersNext(), progress);
        nextLearnersAreOutgoingVoters(config, progress);
        learnersDoNotVote(config, progress);
        require(config.isJoint() || config.learnersNext().isEmpty(), "learners_next must be empty when not joint");
        require(config.isJoint() || !config.autoLeave(), "autoleave must be false when not joint");
    }

    private static void everybodyHasProgress(IdSet ids, ProgressMap progress) {
        for (long id : ids.toArray()) {
            require(progress.get(id) != null, "no progress for " + name(id));
        }
    }

    private static void nextLearnersAreOutgoingVoters(ConfState config, ProgressMap progress) {
        for (long id : config.learnersNext().toArray()) {
            require(
                    config.votersOutgoing().contains(id),
                    name(id) + " is in learners_next, but not in the outgoing voters");
            require(!isLearner(progress.get(id)), name(id) + " is in learners_next, but is already marked as learner");
        }
    }

    private static void learnersDoNotVote(ConfState config, ProgressMap progress) {
        for (long id : config.learners().toArray()) {
            require(!config.allVoters().contains(id), name(id) + " is in learners and voters");
            require(isLearner(progress.get(id)), name(id) + " is in learners, but is not marked as learner");
        }
    }

    private static boolean isLearner(@Nullable Progress progress) {
        return progress != null && progress.isLearner();
    }

    private static String name(long id) {
        return Long.toUnsignedString(id);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ConfChangeException(otherwise);
        }
    }
}
