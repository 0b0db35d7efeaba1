package dev.quoin.consensus.raft.algorithm.tracker;

/** What a leader knows about one member. Only the leader's are meaningful; they start anew with each term. */
public final class Progress {
    private final Inflights inflights;
    private ProgressState state = ProgressState.PROBE;
    private long match;
    private long next;
    private long sentCommit;
    private long pendingSnapshot;
    private boolean recentActive;
    private boolean paused;
    private boolean learner;

    /** Probing from an index, with nothing known to match. */
    public Progress(long next, Inflights inflights, boolean learner) {
        this.next = next;
        this.inflights = inflights;
        this.learner = learner;
    }

    private Progress(Progress other, Inflights inflights) {
        this.inflights = inflights;
        state = other.state;
        match = other.match;
        next = other.next;
        sentCommit = other.sentCommit;
        pendingSnapshot = other.pendingSnapshot;
        recentActive = other.recentActive;
        paused = other.paused;
        learner = other.learner;
    }

    /** One that takes this one's place; what is on its way is shared. */
    public Progress successor() {
        return new Progress(this, inflights);
    }

    /** A copy for who only looks. */
    public Progress copy() {
        return new Progress(this, inflights.copy());
    }

    /** How it is treated. */
    public ProgressState state() {
        return state;
    }

    /** The index up to which its log is known to equal the leader's. */
    public long match() {
        return match;
    }

    /** The index of the next entry to send; always beyond {@link #match}. */
    public long next() {
        return next;
    }

    /** The index of the snapshot that is on its way, or 0. */
    public long pendingSnapshot() {
        return pendingSnapshot;
    }

    /** What is on its way. */
    public Inflights inflights() {
        return inflights;
    }

    /** Whether it has no vote. */
    public boolean isLearner() {
        return learner;
    }

    /** It has, or has no, vote from now on. */
    public void setLearner(boolean isLearner) {
        learner = isLearner;
    }

    /** Whether it has been heard of since the last check for a quorum. */
    public boolean isRecentActive() {
        return recentActive;
    }

    /** It has, or has not, been heard of. */
    public void setRecentActive(boolean active) {
        recentActive = active;
    }

    /** The leader's own: it has all of its log. */
    public void matchOwnLog(long lastIndex) {
        match = lastIndex;
    }

    /**
     * Back to one append at a time: after a snapshot that succeeded behind it, otherwise behind what is known to match.
     */
    public void becomeProbe() {
        long afterSnapshot = state == ProgressState.SNAPSHOT ? pendingSnapshot + 1 : 0;
        reset(ProgressState.PROBE);
        next = Math.max(match + 1, afterSnapshot);
        regressSentCommit();
    }

    /** From now on appends are sent ahead. */
    public void becomeReplicate() {
        reset(ProgressState.REPLICATE);
        next = match + 1;
    }

    /** A snapshot is on its way. */
    public void becomeSnapshot(long index) {
        reset(ProgressState.SNAPSHOT);
        pendingSnapshot = index;
        next = index + 1;
        sentCommit = index;
    }

    /** The snapshot did not arrive: probing must not start behind it. */
    public void snapshotFailed() {
        pendingSnapshot = 0;
    }

    /** An append was sent. */
    public void sentEntries(int entries, long bytes) {
        if (state == ProgressState.REPLICATE) {
            if (entries > 0) {
                next += entries;
                inflights.add(next - 1, bytes);
            }
            // What fills the window also counts as a probe: the next one waits for a sign of life.
            paused = inflights.full();
        } else if (entries > 0) {
            paused = true;
        }
    }

    /** Whether telling this commit index now could move the follower's, and no message on its way does that already. */
    public boolean canBumpCommit(long commit) {
        return commit > sentCommit && sentCommit < next - 1;
    }

    /** A commit index was sent. */
    public void sentCommit(long commit) {
        sentCommit = commit;
    }

    /** It has everything up to an index. Returns whether that is news. */
    public boolean maybeUpdate(long index) {
        if (index <= match) {
            return false;
        }
        match = index;
        next = Math.max(next, index + 1);
        paused = false;
        return true;
    }

    /**
     * It rejected an append that followed an index. Returns false for a stale rejection, which a delayed or repeated
     * message brings.
     *
     * @param hint where its log may match at most
     */
    public boolean maybeDecreaseTo(long rejected, long hint) {
        if (state == ProgressState.REPLICATE) {
            if (rejected <= match) {
                return false;
            }
            next = match + 1;
            regressSentCommit();
            return true;
        }
        // Outside replication one append is sent at a time, so only a rejection of that very one is news.
        if (next - 1 != rejected) {
            return false;
        }
        next = Math.max(Math.min(rejected, hint + 1), match + 1);
        regressSentCommit();
        paused = false;
        return true;
    }

    /** Nothing more is sent until there is a sign of life. */
    public void pause() {
        paused = true;
    }

    /** There was a sign of life. */
    public void resume() {
        paused = false;
    }

    /** Whether nothing may be sent now. */
    public boolean isPaused() {
        return state == ProgressState.SNAPSHOT || paused;
    }

    private void reset(ProgressState to) {
        paused = false;
        pendingSnapshot = 0;
        state = to;
        inflights.reset();
    }

    private void regressSentCommit() {
        sentCommit = Math.min(sentCommit, next - 1);
    }

    /** In etcd's form, such as {@code StateProbe match=0 next=11 learner paused inactive}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(64);
        text.append(state).append(" match=").append(match).append(" next=").append(next);
        text.append(learner ? " learner" : "").append(isPaused() ? " paused" : "");
        if (pendingSnapshot > 0) {
            text.append(" pendingSnap=").append(pendingSnapshot);
        }
        text.append(recentActive ? "" : " inactive");
        if (inflights.count() > 0) {
            text.append(" inflight=").append(inflights.count()).append(inflights.full() ? "[full]" : "");
        }
        return text.toString();
    }
}
