package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.log.Applying;
import dev.quoin.consensus.raft.algorithm.log.RaftLog;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Message;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.message.StorageAppended;
import dev.quoin.consensus.raft.algorithm.message.StorageApplied;
import dev.quoin.consensus.raft.algorithm.message.StorageApply;
import dev.quoin.consensus.raft.algorithm.read.ReadState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what has to be done since the last time, and hands it out once. */
final class ReadyAssembly {
    private final RaftState raft;
    private final RaftLog log;
    private final Applying applying;
    private final boolean async;
    /**
     * With storage written in line, entries may be applied that are written in the same round, since the caller writes
     * them first.
     */
    private final boolean applyUnstable;

    private SoftState handedSoft = new SoftState(RaftState.NONE, Role.FOLLOWER);
    private HardState handedHard = HardState.EMPTY;
    private List<Message> stepsOnAdvance = List.of();

    ReadyAssembly(RaftState raft) {
        this.raft = raft;
        log = raft.log;
        applying = raft.log.applying();
        async = raft.config.asyncStorageWrites();
        applyUnstable = !async;
    }

    /** What is so now is known to the caller. */
    void assumeHandedOut() {
        handedSoft = raft.softState();
        handedHard = raft.hardState();
    }

    /** Not even the hard state is known to the caller. */
    void assumeNothingStored() {
        handedHard = HardState.EMPTY;
    }

    boolean hasReady() {
        return softChanged()
                || hardChanged()
                || log.nextSnapshot() != null
                || !raft.outbox.isEmpty()
                || log.hasNextEntries()
                || applying.hasNext(applyUnstable)
                || !raft.readStates.isEmpty();
    }

    Ready take() {
        if (!stepsOnAdvance.isEmpty()) {
            throw raft.trace.fatal("two accepted Ready structs without call to Advance");
        }
        List<Entry> entries = log.nextEntries();
        Snapshot snapshot = log.nextSnapshot();
        List<Entry> committed = applying.next(applyUnstable);
        boolean mustSync = !entries.isEmpty() || raft.term != handedHard.term() || raft.vote != handedHard.vote();
        HardState hard = takeHard();
        List<PeerMessage> messages = raft.outbox.takeNow();
        List<Message> afterAppend = raft.outbox.takeAfterAppend();
        @Nullable StorageAppended appended = appended(snapshot);
        @Nullable StorageApplied applied = committed.isEmpty() ? null : new StorageApplied(raft.id, committed);
        @Nullable StorageAppend append = null;
        if (async) {
            boolean work = !entries.isEmpty() || hard != null || snapshot != null || !afterAppend.isEmpty();
            addIfAny(afterAppend, appended);
            append =
                    work ? new StorageAppend(hard, entries, snapshot, mustSync || snapshot != null, afterAppend) : null;
        } else {
            deferUntilAdvance(messages, afterAppend, appended, applied);
        }
        @Nullable StorageApply apply = async && applied != null ? new StorageApply(committed, applied) : null;
        accept(committed);
        return new Ready(
                takeSoft(), hard, takeReads(), entries, snapshot, committed, messages, mustSync, append, apply);
    }

    /** What was handed out last has been done. */
    List<Message> advance() {
        if (async) {
            throw raft.trace.fatal("Advance must not be called when using AsyncStorageWrites");
        }
        List<Message> steps = stepsOnAdvance;
        stepsOnAdvance = List.of();
        return steps;
    }

    /**
     * What the log thread answers when all that is unstable now is durable. It names the last unstable entry even if
     * that was handed out earlier: the report that came with it may have been of an earlier term and so have been
     * ignored.
     */
    private @Nullable StorageAppended appended(@Nullable Snapshot snapshot) {
        if (log.hasUnstableEntries()) {
            return new StorageAppended(raft.id, raft.term, log.lastIndex(), log.lastTerm(), snapshot);
        }
        return snapshot == null ? null : new StorageAppended(raft.id, raft.term, 0, 0, snapshot);
    }

    private void deferUntilAdvance(
            List<PeerMessage> messages,
            List<Message> afterAppend,
            @Nullable StorageAppended appended,
            @Nullable StorageApplied applied) {
        List<Message> steps = new ArrayList<>();
        for (Message message : afterAppend) {
            if (message.to() == raft.id) {
                steps.add(message);
            } else if (message instanceof PeerMessage toPeer) {
                messages.add(toPeer);
            }
        }
        addIfAny(steps, appended);
        addIfAny(steps, applied);
        stepsOnAdvance = steps;
    }

    private void accept(List<Entry> committed) {
        log.acceptUnstable();
        if (!committed.isEmpty()) {
            applying.accept(committed, applyUnstable);
        }
    }

    private boolean softChanged() {
        return raft.lead != handedSoft.lead() || raft.role != handedSoft.role();
    }

    private boolean hardChanged() {
        return raft.term != handedHard.term()
                || raft.vote != handedHard.vote()
                || log.committed() != handedHard.commit();
    }

    private @Nullable SoftState takeSoft() {
        if (!softChanged()) {
            return null;
        }
        handedSoft = raft.softState();
        return handedSoft;
    }

    private @Nullable HardState takeHard() {
        if (!hardChanged()) {
            return null;
        }
        handedHard = raft.hardState();
        return handedHard;
    }

    private List<ReadState> takeReads() {
        if (raft.readStates.isEmpty()) {
            return List.of();
        }
        List<ReadState> taken = raft.readStates;
        raft.readStates = new ArrayList<>();
        return taken;
    }

    private static void addIfAny(List<Message> list, @Nullable Message message) {
        if (message != null) {
            list.add(message);
        }
    }
}
