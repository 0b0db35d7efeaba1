package dev.quoin.consensus.raft.algorithm.confchange;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressMap;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressTracker;

/** A configuration in the making. Works on copies, so that a change that turns out invalid leaves no trace. */
final class ConfigDraft {
    private final ProgressTracker tracker;
    private final long lastIndex;
    private final ProgressMap progress;
    private IdSet voters;
    private IdSet outgoing;
    private IdSet learners;
    private IdSet learnersNext;
    private boolean autoLeave;

    ConfigDraft(ProgressTracker tracker, long lastIndex) {
        this.tracker = tracker;
        this.lastIndex = lastIndex;
        progress = tracker.progress().successor();
        ConfState config = tracker.config();
        voters = config.voters();
        outgoing = config.votersOutgoing();
        learners = config.learners();
        learnersNext = config.learnersNext();
        autoLeave = config.autoLeave();
    }

    IdSet voters() {
        return voters;
    }

    /** From here on changes concern the incoming voters only. */
    void splitVoters(boolean leaveByItself) {
        outgoing = voters;
        autoLeave = leaveByItself;
    }

    /** The incoming voters decide alone; who is nothing any more is forgotten. */
    void joinVoters() {
        for (long id : learnersNext.toArray()) {
            learners = learners.with(id);
            require(id).setLearner(true);
        }
        learnersNext = IdSet.EMPTY;
        for (long id : outgoing.toArray()) {
            if (!voters.contains(id) && !learners.contains(id)) {
                progress.remove(id);
            }
        }
        outgoing = IdSet.EMPTY;
        autoLeave = false;
    }

    void apply(Iterable<SingleChange> changes) {
        for (SingleChange change : changes) {
            if (change.nodeId() != 0) {
                apply(change);
            }
        }
        if (voters.isEmpty()) {
            throw new ConfChangeException("removed all voters");
        }
    }

    private void apply(SingleChange change) {
        switch (change.type()) {
            case ADD_NODE -> makeVoter(change.nodeId());
            case ADD_LEARNER_NODE -> makeLearner(change.nodeId());
            case REMOVE_NODE -> remove(change.nodeId());
            case UPDATE_NODE -> {}
        }
    }

    private void makeVoter(long id) {
        voters = voters.with(id);
        Progress known = progress.get(id);
        if (known == null) {
            progress.put(id, newMember(false));
            return;
        }
        known.setLearner(false);
        learners = learners.without(id);
        learnersNext = learnersNext.without(id);
    }

    private void makeLearner(long id) {
        Progress known = progress.get(id);
        if (known == null) {
            learners = learners.with(id);
            progress.put(id, newMember(true));
            return;
        }
        if (known.isLearner()) {
            return;
        }
        remove(id);
        progress.put(id, known);
        if (outgoing.contains(id)) {
            // Nobody is voter and learner at once: an outgoing voter becomes one when the joint configuration is left.
            learnersNext = learnersNext.with(id);
        } else {
            known.setLearner(true);
            learners = learners.with(id);
        }
    }

    private void remove(long id) {
        voters = voters.without(id);
        learners = learners.without(id);
        learnersNext = learnersNext.without(id);
        if (!outgoing.contains(id)) {
            progress.remove(id);
        }
    }

    /** Probed from the end of the log: most likely it has no log at all, and its first answer tells. */
    private Progress newMember(boolean learner) {
        return tracker.newMember(Math.max(lastIndex, 1), learner);
    }

    private Progress require(long id) {
        Progress found = progress.get(id);
        if (found == null) {
            throw new ConfChangeException("no progress for " + Long.toUnsignedString(id));
        }
        return found;
    }

    Changer.Result finish() {
        ConfState config = new ConfState(voters, outgoing, learners, learnersNext, autoLeave);
        Invariants.check(config, progress);
        return new Changer.Result(config, progress);
    }
}
