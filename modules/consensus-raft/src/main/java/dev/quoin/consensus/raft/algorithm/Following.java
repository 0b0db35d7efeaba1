package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.log.Conflicts;
import dev.quoin.consensus.raft.algorithm.log.RaftLog;
import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.HeartbeatResponse;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import java.util.List;

/** What a follower does at its leader's word. */
final class Following {
    private final RaftState raft;
    private final RaftLog log;
    private final Roles roles;
    private final Memberships memberships;
    private final Conflicts conflicts;

    Following(RaftState raft, Roles roles, Memberships memberships) {
        this.raft = raft;
        this.log = raft.log;
        this.roles = roles;
        this.memberships = memberships;
        this.conflicts = new Conflicts(log, raft.trace);
    }

    void onAppend(Append append) {
        if (!wellFormed(append)) {
            raft.trace.warn(
                    "%x ignored a malformed MsgApp from %x [logterm: %d, index: %d]",
                    raft.id, append.from(), append.prevTerm(), append.prevIndex());
        } else if (append.prevIndex() < log.committed()) {
            accept(append.from(), log.committed());
        } else if (log.matches(append.prevIndex(), append.prevTerm())) {
            take(append.entries());
            log.commitTo(Math.min(append.commit(), append.lastIndex()));
            accept(append.from(), append.lastIndex());
        } else {
            reject(append);
        }
    }

    /** No leader sends entries with gaps, or of a term after its own; whoever does must not get them into this log. */
    private static boolean wellFormed(Append append) {
        List<Entry> entries = append.entries();
        long lastTerm = append.prevTerm();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.index() != append.prevIndex() + 1 + i || entry.term() < lastTerm) {
                return false;
            }
            lastTerm = entry.term();
        }
        return lastTerm <= append.term();
    }

    /** What is in the log already stays as it is, even beyond the entries: the message may be an old one. */
    private void take(List<Entry> entries) {
        int known = conflicts.commonPrefix(entries);
        if (known == entries.size()) {
            return;
        }
        long first = entries.get(known).index();
        if (first <= log.committed()) {
            throw raft.trace.fatal("entry %d conflict with committed entry [committed(%d)]", first, log.committed());
        }
        log.append(known == 0 ? entries : entries.subList(known, entries.size()));
    }

    /** Names the last point at which the logs can match, so that the leader does not have to go back entry by entry. */
    private void reject(Append append) {
        raft.trace.debug(
                "%x [logterm: %d, index: %d] rejected MsgApp [logterm: %d, index: %d] from %x",
                raft.id,
                Math.max(log.term(append.prevIndex()), 0),
                append.prevIndex(),
                append.prevTerm(),
                append.prevIndex(),
                append.from());
        long end = Math.min(append.prevIndex(), log.lastIndex());
        long hint = conflicts.lastPossibleMatch(end, append.prevTerm());
        long hintTerm = Math.max(log.term(hint), 0);
        raft.outbox.send(
                new AppendResponse(raft.id, append.from(), raft.term, append.prevIndex(), true, hint, hintTerm));
    }

    void onHeartbeat(Heartbeat heartbeat) {
        log.commitTo(heartbeat.commit());
        raft.outbox.send(new HeartbeatResponse(raft.id, heartbeat.from(), raft.term, heartbeat.readContext()));
    }

    void onSnapshot(InstallSnapshot message) {
        Snapshot snapshot = message.snapshot();
        boolean restored = restore(snapshot);
        raft.trace.info(
                "%x [commit: %d] %s snapshot [index: %d, term: %d]",
                raft.id, log.committed(), restored ? "restored" : "ignored", snapshot.index(), snapshot.term());
        accept(message.from(), restored ? log.lastIndex() : log.committed());
    }

    /** Replaces log and configuration. Returns false for a snapshot that is of no use. */
    private boolean restore(Snapshot snapshot) {
        if (snapshot.index() <= log.committed()) {
            return false;
        }
        if (raft.role != Role.FOLLOWER) {
            raft.trace.warn("%x attempted to restore snapshot as leader; should never happen", raft.id);
            roles.becomeFollower(raft.term + 1, RaftState.NONE);
            return false;
        }
        if (!snapshot.confState().contains(raft.id)) {
            raft.trace.warn(
                    "%x attempted to restore snapshot but it is not in the ConfState %s; should never happen",
                    raft.id, snapshot.confState());
            return false;
        }
        if (log.matches(snapshot.index(), snapshot.term())) {
            traceEnd("fast-forwarded commit to", snapshot);
            log.commitTo(snapshot.index());
            return false;
        }
        log.restore(snapshot);
        memberships.restore(snapshot.confState());
        traceEnd("restored", snapshot);
        return true;
    }

    private void accept(long to, long index) {
        raft.outbox.send(AppendResponse.accepted(raft.id, to, raft.term, index));
    }

    private void traceEnd(String what, Snapshot snapshot) {
        raft.trace.info(
                "%x [commit: %d, lastindex: %d, lastterm: %d] %s snapshot [index: %d, term: %d]",
                raft.id, log.committed(), log.lastIndex(), log.lastTerm(), what, snapshot.index(), snapshot.term());
    }
}
