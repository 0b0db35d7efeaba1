package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.Entry;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.confchange.SingleChange;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import dev.quoin.consensus.raft.algorithm.message.StorageApplied;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies committed entries to the state machine, all that is waiting as one batch. Lives on the apply thread. */
final class EntryFeeder {
    private static final Logger LOG = LoggerFactory.getLogger(EntryFeeder.class);

    /** A batch beyond this is applied before more is taken from the inbox. */
    private static final long MAX_BATCH_BYTES = 4 << 20;

    private final StateMachine machine;
    private final Consumer<ApplyReport> reports;
    private List<Entry> batch = new ArrayList<>();
    private List<StorageApplied> responses = new ArrayList<>();
    private List<ApplyReport.Decision> decisions = new ArrayList<>();
    private long batchBytes;
    private ConfState members;

    /** @param reports gets what has been done, on the apply thread */
    EntryFeeder(StateMachine machine, Consumer<ApplyReport> reports) {
        this.machine = machine;
        this.reports = reports;
        this.members = Memberships.toConfState(machine.membership());
    }

    void take(StorageApply work) {
        for (var entry : work.entries()) {
            if (entry.type().changesMembership()) {
                applyBatch();
                applyChange(entry);
            } else {
                batch.add(new Entry(entry.index(), entry.term(), entry.data()));
                batchBytes += entry.data().length;
            }
        }
        responses.add(work.response());
        if (batchBytes > MAX_BATCH_BYTES) {
            endBatch();
        }
    }

    /** Nothing more is waiting just now. */
    void endBatch() {
        applyBatch();
        if (!responses.isEmpty()) {
            ApplyReport report = new ApplyReport(responses, decisions);
            responses = new ArrayList<>();
            decisions = decisions.isEmpty() ? decisions : new ArrayList<>();
            reports.accept(report);
        }
    }

    /** The state machine holds another state from now on. */
    void installed(ConfState newMembers) {
        members = newMembers;
    }

    private void applyBatch() {
        if (!batch.isEmpty()) {
            List<Entry> entries = batch;
            batch = new ArrayList<>(entries.size());
            batchBytes = 0;
            machine.apply(entries);
        }
    }

    private void applyChange(dev.quoin.consensus.raft.algorithm.message.Entry entry) {
        ConfChange change = ConfChangeCodec.decode(entry);
        ConfState after = Memberships.after(members, change);
        String refusal = "";
        if (change.leavesJoint()) {
            machine.applyMembership(entry.index(), entry.term(), Memberships.toMembership(after));
        } else {
            refusal = machine.applyChange(
                    entry.index(),
                    entry.term(),
                    Memberships.toMemberChange(only(change, entry.index()), change.context()),
                    Memberships.toMembership(after));
        }
        if (refusal.isEmpty()) {
            members = after;
        }
        LOG.info(
                "membership change {} at index {} {}: {}",
                change.shortForm(),
                entry.index(),
                refusal.isEmpty() ? "applied" : "rejected",
                members);
        long id = entry.type() == EntryType.CONF_CHANGE ? ConfChangeCodec.proposalId(entry) : 0;
        decisions.add(new ApplyReport.Decision(entry.index(), id, change, refusal));
    }

    /**
     * No member of ours proposes changes of several members at once, and the contract with the state machine knows
     * none.
     */
    private static SingleChange only(ConfChange change, long index) {
        if (change.changes().size() != 1) {
            throw new IllegalStateException("the entry at index " + index + " changes several members at once ("
                    + change.shortForm() + "), which is not supported");
        }
        return change.changes().getFirst();
    }
}
