package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.log.Conflicts;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.HeartbeatResponse;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressState;

/** What a leader learns about its followers. */
final class Acknowledgements {
    private final RaftState raft;
    private final Replication replication;
    private final Reads reads;
    private final Commits commits;
    private final Transfers transfers;
    private final Conflicts conflicts;

    Acknowledgements(RaftState raft, Replication replication, Reads reads, Commits commits, Transfers transfers) {
        this.raft = raft;
        this.replication = replication;
        this.reads = reads;
        this.commits = commits;
        this.transfers = transfers;
        this.conflicts = new Conflicts(raft.log, raft.trace);
    }

    void onAppendResponse(AppendResponse answer, Progress follower) {
        follower.setRecentActive(true);
        if (answer.reject()) {
            onRejected(answer, follower);
        } else {
            onAccepted(answer, follower);
        }
    }

    /** The logs differ at the point before the entries: go back, past all entries that cannot match. */
    private void onRejected(AppendResponse answer, Progress follower) {
        raft.trace.debug(
                "%x received MsgAppResp(rejected, hint: (index %d, term %d)) from %x for index %d",
                raft.id, answer.hintIndex(), answer.hintTerm(), answer.from(), answer.index());
        long hint = answer.hintIndex();
        if (answer.hintTerm() > 0) {
            // All that the follower has up to the hint is of at most that term, so entries of a higher term cannot
            // match.
            hint = conflicts.lastPossibleMatch(hint, answer.hintTerm());
        }
        if (follower.maybeDecreaseTo(answer.index(), hint)) {
            raft.trace.debug("%x decreased progress of %x to [%s]", raft.id, answer.from(), follower);
            if (follower.state() == ProgressState.REPLICATE) {
                follower.becomeProbe();
            }
            replication.sendAppend(answer.from(), follower);
        }
    }

    private void onAccepted(AppendResponse answer, Progress follower) {
        boolean news = follower.maybeUpdate(answer.index());
        // Even without news, an answer brings a follower back that is probed: it is there, and its log matches.
        if (!news && !(follower.state() == ProgressState.PROBE && follower.match() == answer.index())) {
            return;
        }
        moveOn(answer, follower);
        boolean self = answer.from() == raft.id;
        if (commits.advance()) {
            replication.broadcastAppend();
        } else if (!self && follower.canBumpCommit(raft.log.committed())) {
            replication.sendAppend(answer.from(), follower);
        }
        if (!self) {
            replication.sendMissing(answer.from(), follower);
        }
        transfers.onProgress(answer.from(), follower);
    }

    private void moveOn(AppendResponse answer, Progress follower) {
        switch (follower.state()) {
            case PROBE -> follower.becomeReplicate();
            case REPLICATE -> follower.inflights().freeUpTo(answer.index());
            case SNAPSHOT -> {
                // Whatever snapshot it installed: what counts is that the log reaches back far enough now.
                if (follower.match() + 1 >= raft.log.firstIndex()) {
                    raft.trace.debug(
                            "%x recovered from needing snapshot, resumed sending replication messages to %x [%s]",
                            raft.id, answer.from(), follower);
                    follower.becomeProbe();
                    follower.becomeReplicate();
                }
            }
        }
    }

    void onHeartbeatResponse(HeartbeatResponse answer, Progress follower) {
        follower.setRecentActive(true);
        follower.resume();
        if (follower.match() < raft.log.lastIndex() || follower.state() == ProgressState.PROBE) {
            replication.sendAppend(answer.from(), follower);
        }
        reads.onHeartbeatResponse(answer);
    }

    /** The transport could not reach a follower, so that an append is likely lost. */
    void onUnreachable(long from, Progress follower) {
        if (follower.state() == ProgressState.REPLICATE) {
            follower.becomeProbe();
        }
        raft.trace.debug("%x failed to send message to %x because it is unreachable [%s]", raft.id, from, follower);
    }

    /**
     * The transport tells how a snapshot went. Then the follower speaks first: after a success by its answer, else by
     * the next heartbeat's.
     */
    void onSnapshotReport(long from, Progress follower, boolean delivered) {
        if (follower.state() != ProgressState.SNAPSHOT) {
            return;
        }
        if (!delivered) {
            follower.snapshotFailed();
        }
        follower.becomeProbe();
        raft.trace.debug(
                "%x snapshot %s, resumed sending replication messages to %x [%s]",
                raft.id, delivered ? "succeeded" : "failed", from, follower);
        follower.pause();
    }
}
