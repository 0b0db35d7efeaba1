package dev.quoin.core.apply;

import dev.quoin.api.consensus.Entry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSink;
import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.storage.ReadView;
import dev.quoin.core.answer.Outcome;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.cluster.MemberChanges;
import dev.quoin.core.cluster.MemberVeto;
import dev.quoin.core.propose.Envelope;
import dev.quoin.core.propose.PendingRequests;
import dev.quoin.core.propose.Waiter;
import dev.quoin.core.snapshot.IncomingSnapshot;
import dev.quoin.core.snapshot.OutgoingSnapshot;
import dev.quoin.core.snapshot.ReplaceableBackend;
import dev.quoin.core.store.RevisionEvents;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.StoreView;
import java.util.ArrayList;
import java.util.List;

/**
 * The state machine: carries committed requests out, a batch in one transaction of the backend, then tells watchers and proposers. What it does depends on
 * the entries and the state alone, so all members do the same. Used by the consensus engine's apply thread.
 */
public final class Applier implements StateMachine {
    private final ReplaceableBackend backend;
    private final Store store;
    private final Operations operations;
    private final MemberChanges changes;
    private final PendingRequests pending;
    private final ApplyListener listener;
    private final ApplyTimes times;
    private long term;
    private volatile long appliedBytes;
    private final Envelope envelope = new Envelope();
    private final List<Answer> answers = new ArrayList<>();

    /** Everything that a batch touches. */
    public Applier(
            ReplaceableBackend backend,
            Store store,
            Operations operations,
            MemberChanges changes,
            PendingRequests pending,
            ApplyListener listener,
            ApplyTimes times) {
        this.backend = backend;
        this.store = store;
        this.operations = operations;
        this.changes = changes;
        this.pending = pending;
        this.listener = listener;
        this.times = times;
        this.term = store.appliedTerm();
    }

    @Override
    public long appliedIndex() {
        return store.backend().appliedIndex();
    }

    @Override
    public Membership membership() {
        try (StoreView view = store.openView()) {
            return ClusterTable.configuration(view.backend());
        }
    }

    // Nobody else writes the volatile count.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public void apply(List<Entry> entries) {
        long begun = times.begin();
        StoreTxn txn = store.begin();
        long termBefore = term;
        long bytes = 0;
        note(txn, entries.getLast().term());
        try {
            for (Entry entry : entries) {
                bytes += entry.command().length;
                if (entry.command().length > 0) {
                    applyOne(txn, entry);
                }
            }
        } catch (RuntimeException | Error e) {
            answers.clear();
            store.rollback(txn);
            throw e;
        }
        List<RevisionEvents> revisions = store.commit(txn, entries.getLast().index());
        appliedBytes += bytes;
        listener.committed(revisions);
        answers.forEach(answer -> answer.waiter.done(answer.outcome));
        answers.clear();
        times.end(begun);
        if (term != termBefore) {
            pending.termBegun(term);
        }
    }

    /** The size of all commands that were applied since this began; any thread. */
    public long appliedBytes() {
        return appliedBytes;
    }

    private void note(StoreTxn txn, long entryTerm) {
        if (entryTerm != term) {
            term = entryTerm;
            txn.term(entryTerm);
        }
    }

    private void applyOne(StoreTxn txn, Entry entry) {
        envelope.read(entry.command());
        Waiter waiter = pending.take(envelope.id());
        Outcome outcome = outcome(txn, entry.index());
        txn.endRequest();
        if (waiter != null) {
            answers.add(new Answer(waiter, outcome));
        }
    }

    private Outcome outcome(StoreTxn txn, long index) {
        try {
            return Outcome.of(operations.run(txn, envelope, index));
        } catch (RequestException e) {
            return Outcome.of(e.error());
        }
    }

    @Override
    public String applyChange(long index, long entryTerm, MemberChange change, Membership after) {
        StoreTxn txn = store.begin();
        note(txn, entryTerm);
        MemberVeto veto = changes.apply(txn, change);
        if (veto == null) {
            ClusterTable.configuration(txn.tables(), after);
        }
        store.commit(txn, index);
        if (veto == null) {
            listener.memberChanged(change);
            return "";
        }
        return veto.text();
    }

    @Override
    public void applyMembership(long index, long entryTerm, Membership after) {
        StoreTxn txn = store.begin();
        note(txn, entryTerm);
        ClusterTable.configuration(txn.tables(), after);
        store.commit(txn, index);
    }

    @Override
    public SnapshotSource openSnapshot() {
        StoreView view = store.openView();
        ReadView rows = view.backend();
        SnapshotMeta meta = new SnapshotMeta(appliedIndex(), term, ClusterTable.configuration(rows));
        return new OutgoingSnapshot(meta, rows);
    }

    @Override
    public SnapshotSink beginInstall(SnapshotMeta meta) {
        return new IncomingSnapshot(meta, backend, this::replaced);
    }

    private void replaced() {
        store.replaced();
        term = store.appliedTerm();
        operations.stateReplaced();
        listener.stateReplaced();
    }

    @Override
    public void leaderChanged(long term, long leaderId) {
        listener.leaderChanged(term, leaderId);
    }

    private record Answer(Waiter waiter, Outcome outcome) {}
}
