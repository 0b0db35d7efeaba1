package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeException;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a leader takes proposals. */
final class Proposals {
    private static final Entry EMPTY = Entry.proposal(Entry.NO_DATA);

    private final RaftState raft;
    private final LeaderLog leaderLog;
    private final Replication replication;

    Proposals(RaftState raft, LeaderLog leaderLog, Replication replication) {
        this.raft = raft;
        this.leaderLog = leaderLog;
        this.replication = replication;
    }

    /** Commands that were proposed to this very member. All are taken, or none. */
    StepResult proposeCommands(List<byte[]> commands) {
        if (closed()) {
            return StepResult.PROPOSAL_DROPPED;
        }
        long next = raft.log.lastIndex() + 1;
        Entry[] entries = new Entry[commands.size()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new Entry(raft.term, next + i, EntryType.NORMAL, commands.get(i));
        }
        return append(entries);
    }

    /** Entries of any type, from whomever. All are taken, or none. */
    StepResult propose(List<Entry> proposed) {
        if (closed()) {
            return StepResult.PROPOSAL_DROPPED;
        }
        long next = raft.log.lastIndex() + 1;
        Entry[] entries = new Entry[proposed.size()];
        for (int i = 0; i < entries.length; i++) {
            Entry admitted = admit(proposed.get(i), next + i);
            if (admitted == null) {
                return StepResult.PROPOSAL_DROPPED;
            }
            entries[i] = admitted.at(raft.term, next + i);
        }
        return append(entries);
    }

    private StepResult append(Entry[] entries) {
        if (entries.length == 0) {
            throw new IllegalArgumentException("a proposal without entries");
        }
        if (!leaderLog.append(Arrays.asList(entries))) {
            return StepResult.PROPOSAL_DROPPED;
        }
        replication.broadcastAppend();
        return StepResult.OK;
    }

    /** Whether nothing is taken: it is no member any more, or hands over to somebody who has to catch up first. */
    private boolean closed() {
        if (raft.leadTransferee != RaftState.NONE) {
            raft.trace.debug(
                    "%x [term %d] transfer leadership to %x is in progress; dropping proposal",
                    raft.id, raft.term, raft.leadTransferee);
            return true;
        }
        return raft.tracker.progress(raft.id) == null;
    }

    /**
     * The entry, or an empty one in the place of a membership change that must not be now, or null for one that nobody
     * can read.
     */
    private @Nullable Entry admit(Entry entry, long index) {
        if (!entry.type().changesMembership()) {
            return entry;
        }
        ConfChange change;
        try {
            change = ConfChangeCodec.decode(entry);
        } catch (ConfChangeException damaged) {
            raft.trace.warn("%x dropping unreadable conf change: %s", raft.id, damaged.getMessage());
            return null;
        }
        String refusal = refusal(change);
        if (refusal != null && !raft.config.disableConfChangeValidation()) {
            raft.trace.info(
                    "%x ignoring conf change %s at config %s: %s", raft.id, change, raft.tracker.config(), refusal);
            return EMPTY;
        }
        raft.pendingConfIndex = index;
        return entry;
    }

    private @Nullable String refusal(ConfChange change) {
        long applied = raft.log.applying().applied();
        boolean joint = raft.tracker.config().isJoint();
        boolean leaves = change.changes().isEmpty();
        if (raft.pendingConfIndex > applied) {
            return "possible unapplied conf change at index " + raft.pendingConfIndex + " (applied to " + applied + ")";
        }
        if (joint && !leaves) {
            return "must transition out of joint config first";
        }
        return !joint && leaves ? "not in joint state; refusing empty conf change" : null;
    }
}
