package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.Membership;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Membership changes that this member proposed and whose end it waits for. Lives on the raft thread. */
final class PendingChanges {
    private final Map<Long, Pending> byId = new LinkedHashMap<>();
    private final long limitNanos;
    private long nextId;

    /** @param atLeader proposed to this member's own log, where it must show up at once */
    private record Pending(Completion<Membership> done, long begun, boolean atLeader) {}

    /** @param firstId random, so that no other member uses it */
    PendingChanges(long firstId, long limitNanos) {
        this.nextId = firstId;
        this.limitNanos = limitNanos;
    }

    long nextId() {
        // 0 is what an entry without an id has.
        nextId += nextId == -1 ? 2 : 1;
        return nextId;
    }

    void add(long id, Completion<Membership> done, long now, boolean atLeader) {
        byId.put(id, new Pending(done, now, atLeader));
    }

    /**
     * What a leader appended in this round: a change that is not among it was replaced, because another one is not
     * over.
     */
    void appended(List<Entry> entries) {
        if (byId.values().stream().noneMatch(Pending::atLeader)) {
            return;
        }
        List<Long> found = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.type() == EntryType.CONF_CHANGE) {
                found.add(ConfChangeCodec.proposalId(entry));
            }
        }
        for (Map.Entry<Long, Pending> change : List.copyOf(byId.entrySet())) {
            Pending pending = change.getValue();
            if (pending.atLeader && found.contains(change.getKey())) {
                byId.put(change.getKey(), new Pending(pending.done, pending.begun, false));
            } else if (pending.atLeader) {
                fail(change.getKey(), Reason.CHANGE_PENDING, "another membership change has not ended yet");
            }
        }
    }

    /** A change was applied, or vetoed. */
    void decided(ApplyReport.Decision decision, Membership now) {
        Pending pending = byId.remove(decision.proposalId());
        if (pending == null) {
            return;
        }
        if (decision.accepted()) {
            pending.done.done(now);
        } else {
            pending.done.failed(new ClusterException(Reason.REJECTED, decision.refusal()));
        }
    }

    void tick(long now) {
        for (Map.Entry<Long, Pending> change : List.copyOf(byId.entrySet())) {
            if (now - change.getValue().begun >= limitNanos) {
                fail(change.getKey(), Reason.TIMEOUT, "the membership change was not applied in time");
            }
        }
    }

    void stop() {
        List.copyOf(byId.keySet()).forEach(id -> fail(id, Reason.STOPPED, "the member is stopping"));
    }

    private void fail(long id, Reason reason, String why) {
        Pending pending = byId.remove(id);
        if (pending != null) {
            pending.done.failed(new ClusterException(reason, why));
        }
    }
}
