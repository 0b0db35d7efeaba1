package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.log.Storage;
import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressMap;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressState;
import java.util.List;

/** What a leader sends to its followers. */
final class Replication {
    private final RaftState raft;

    Replication(RaftState raft) {
        this.raft = raft;
    }

    /** An append for everybody who may be sent to, if only to tell of the commit index. */
    void broadcastAppend() {
        broadcast(true);
    }

    /** An append for everybody who lacks entries and may be sent to. */
    void broadcastMissing() {
        broadcast(false);
    }

    private void broadcast(boolean evenIfEmpty) {
        ProgressMap progress = raft.tracker.progress();
        for (int i = 0; i < progress.size(); i++) {
            if (progress.idAt(i) != raft.id) {
                send(progress.idAt(i), progress.at(i), evenIfEmpty);
            }
        }
    }

    /**
     * A heartbeat for everybody.
     *
     * @param readContext the latest read that waits for this round, or 0
     */
    void broadcastHeartbeat(long readContext) {
        ProgressMap progress = raft.tracker.progress();
        for (int i = 0; i < progress.size(); i++) {
            if (progress.idAt(i) != raft.id) {
                sendHeartbeat(progress.idAt(i), progress.at(i), readContext);
            }
        }
    }

    /** A follower may be told of a commit index only as far as its log is known to be the leader's. */
    private void sendHeartbeat(long to, Progress follower, long readContext) {
        long commit = Math.min(follower.match(), raft.log.committed());
        raft.outbox.send(new Heartbeat(raft.id, to, raft.term, commit, readContext));
        follower.sentCommit(commit);
    }

    /** An append for one follower, if it may be sent to. */
    void sendAppend(long to, Progress follower) {
        send(to, follower, true);
    }

    /** As many appends as one follower lacks and may be sent. */
    void sendMissing(long to, Progress follower) {
        boolean more = true;
        while (more) {
            more = send(to, follower, false);
        }
    }

    private boolean send(long to, Progress follower, boolean evenIfEmpty) {
        if (follower.isPaused()) {
            return false;
        }
        long prevIndex = follower.next() - 1;
        long prevTerm = raft.log.term(prevIndex);
        if (prevTerm == Storage.UNKNOWN_TERM) {
            return sendSnapshot(to, follower);
        }
        List<Entry> entries = List.of();
        if (follower.state() != ProgressState.REPLICATE || !follower.inflights().full()) {
            List<Entry> found = raft.log.entriesFrom(follower.next(), raft.config.maxSizePerMessage());
            if (found == null) {
                return evenIfEmpty && sendSnapshot(to, follower);
            }
            entries = found;
        }
        // A full window still lets empty appends through: were all that filled it lost, nothing else would ever free
        // it.
        if (entries.isEmpty() && !evenIfEmpty) {
            return false;
        }
        long commit = raft.log.committed();
        raft.outbox.send(new Append(raft.id, to, raft.term, prevIndex, prevTerm, commit, entries));
        follower.sentEntries(entries.size(), Entry.payloadSize(entries));
        follower.sentCommit(commit);
        return true;
    }

    private boolean sendSnapshot(long to, Progress follower) {
        if (!follower.isRecentActive()) {
            raft.trace.debug("ignore sending snapshot to %x since it is not recently active", to);
            return false;
        }
        Snapshot snapshot = raft.log.snapshot();
        if (snapshot == null) {
            raft.trace.debug(
                    "%x failed to send snapshot to %x because snapshot is temporarily unavailable", raft.id, to);
            return false;
        }
        if (snapshot.isEmpty()) {
            throw raft.trace.fatal("need non-empty snapshot");
        }
        raft.trace.debug(
                "%x [firstindex: %d, commit: %d] sent snapshot[index: %d, term: %d] to %x [%s]",
                raft.id, raft.log.firstIndex(), raft.log.committed(), snapshot.index(), snapshot.term(), to, follower);
        follower.becomeSnapshot(snapshot.index());
        raft.trace.debug("%x paused sending replication messages to %x [%s]", raft.id, to, follower);
        raft.outbox.send(new InstallSnapshot(raft.id, to, raft.term, snapshot));
        return true;
    }
}
