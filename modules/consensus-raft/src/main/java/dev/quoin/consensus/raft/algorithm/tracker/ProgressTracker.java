package dev.quoin.consensus.raft.algorithm.tracker;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.quorum.AckedIndexer;
import dev.quoin.consensus.raft.algorithm.quorum.Ballots.Ballot;
import dev.quoin.consensus.raft.algorithm.quorum.JointConfig;
import dev.quoin.consensus.raft.algorithm.quorum.VoteResult;
import org.jspecify.annotations.Nullable;

/** The configuration in force, and the progress and votes of its members. */
public final class ProgressTracker implements AckedIndexer {
    private final int maxInflightMessages;
    private final long maxInflightBytes;
    private final Votes votes = new Votes();
    private ConfState config = ConfState.EMPTY;
    private JointConfig voters = JointConfig.of(config.voters(), config.votersOutgoing());
    private ProgressMap progress = new ProgressMap();

    /** With nobody in it, and the limits for what is on its way to each follower. */
    public ProgressTracker(int maxInflightMessages, long maxInflightBytes) {
        this.maxInflightMessages = maxInflightMessages;
        this.maxInflightBytes = maxInflightBytes;
    }

    /** Another configuration takes force. */
    public void switchTo(ConfState newConfig, ProgressMap newProgress) {
        config = newConfig;
        voters = JointConfig.of(newConfig.voters(), newConfig.votersOutgoing());
        progress = newProgress;
    }

    /** The configuration in force. */
    public ConfState config() {
        return config;
    }

    /** Who decides. */
    public JointConfig voters() {
        return voters;
    }

    /** Everybody's progress. */
    public ProgressMap progress() {
        return progress;
    }

    /** A member's progress, or null if it is none. */
    public @Nullable Progress progress(long id) {
        return progress.get(id);
    }

    /** The votes of the current campaign. */
    public Votes votes() {
        return votes;
    }

    /** A new member's progress. Counts as heard of, lest the leader step down before it had a chance to speak. */
    public Progress newMember(long next, boolean learner) {
        Progress created = new Progress(next, new Inflights(maxInflightMessages, maxInflightBytes), learner);
        created.setRecentActive(true);
        return created;
    }

    /** A new term begins: nothing is known about anybody but the own log. */
    public void reset(long ownId, long lastIndex) {
        votes.reset();
        for (int i = 0; i < progress.size(); i++) {
            boolean learner = progress.at(i).isLearner();
            Progress fresh = new Progress(lastIndex + 1, new Inflights(maxInflightMessages, maxInflightBytes), learner);
            if (progress.idAt(i) == ownId) {
                fresh.matchOwnLog(lastIndex);
            }
            progress.put(progress.idAt(i), fresh);
        }
    }

    /** Whether one member alone decides. */
    public boolean isSingleton() {
        return config.voters().size() == 1 && !config.isJoint();
    }

    /** The highest index that is in the logs of a quorum. */
    public long committed() {
        return voters.committedIndex(this);
    }

    @Override
    public long ackedIndex(long voter) {
        Progress found = progress.get(voter);
        return found == null ? UNKNOWN : found.match();
    }

    /** Whether a quorum has been heard of since the last check. */
    public boolean quorumActive() {
        return voters.voteResult(this::activity) == VoteResult.WON;
    }

    /** How many voters have said so. */
    public int count(Ballot ballot) {
        int count = 0;
        for (int i = 0; i < progress.size(); i++) {
            if (!progress.at(i).isLearner() && votes.of(progress.idAt(i)) == ballot) {
                count++;
            }
        }
        return count;
    }

    /** How the current campaign stands. */
    public VoteResult voteResult() {
        return voters.voteResult(votes);
    }

    private Ballot activity(long voter) {
        Progress found = progress.get(voter);
        if (found == null || found.isLearner()) {
            return Ballot.MISSING;
        }
        return found.isRecentActive() ? Ballot.GRANTED : Ballot.REJECTED;
    }
}
