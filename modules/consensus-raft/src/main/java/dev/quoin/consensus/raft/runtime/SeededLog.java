package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.LogSeed;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.host.Disk;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.confchange.Transition;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.wal.LogOptions;
import dev.quoin.consensus.raft.wal.LogStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Begins the log of a member whose state comes from elsewhere, as if it had been installed from a snapshot. */
final class SeededLog {
    private static final int BATCH_BYTES = 1 << 20;

    private SeededLog() {}

    static void create(Disk disk, Path directory, MemberIdentity identity, LogOptions options, LogSeed seed) {
        try (LogStore log = LogStore.open(disk, directory, identity, options)) {
            if (!log.isEmpty()) {
                throw new ClusterException(Reason.CORRUPT, "there is a log in " + directory + " already");
            }
            if (seed.state().index() > 0) {
                log.install(new Snapshot(
                        seed.state().index(),
                        seed.state().term(),
                        Memberships.toConfState(seed.state().membership()),
                        Entry.NO_DATA));
            }
            while (seed.entries().hasNext()) {
                append(log, seed);
            }
            if (seed.commit() > log.lastIndex()) {
                throw new ClusterException(
                        Reason.CORRUPT,
                        "a log is committed up to index " + seed.commit() + ", but ends at " + log.lastIndex());
            }
            log.append(List.of(), new HardState(seed.term(), seed.vote(), seed.commit()));
            log.flushCommit();
            log.flush(true);
        }
    }

    private static void append(LogStore log, LogSeed seed) {
        List<Entry> batch = new ArrayList<>();
        long next = -1;
        for (int bytes = 0; bytes < BATCH_BYTES && seed.entries().hasNext(); ) {
            LoggedEntry entry = seed.entries().next();
            long expected = next < 0 ? log.lastIndex() + 1 : next;
            if (entry.index() > expected || entry.index() <= seed.state().index()) {
                throw new ClusterException(
                        Reason.CORRUPT, "entry " + entry.index() + " follows where " + expected + " is next");
            }
            if (entry.index() < expected && !batch.isEmpty()) {
                // It overrides what came before, which only the first of a batch may do.
                log.append(batch, null);
                batch.clear();
            }
            Entry encoded = encode(entry);
            batch.add(encoded);
            bytes += encoded.data().length;
            next = entry.index() + 1;
        }
        log.append(batch, null);
        log.flush(false);
    }

    /** Changes are encoded anew: their bytes in the log that they come from are that engine's own. */
    private static Entry encode(LoggedEntry entry) {
        if (entry.kind() == LoggedEntry.Kind.COMMAND) {
            return new Entry(entry.term(), entry.index(), EntryType.NORMAL, entry.data());
        }
        Entry proposal = proposal(entry.changes());
        return new Entry(entry.term(), entry.index(), proposal.type(), proposal.data());
    }

    private static Entry proposal(List<MemberChange> changes) {
        if (changes.size() == 1) {
            MemberChange change = changes.getFirst();
            return ConfChangeCodec.singleProposal(0, Memberships.toSingleChange(change), change.context());
        }
        byte[] context = changes.isEmpty() ? Entry.NO_DATA : changes.getFirst().context();
        return ConfChangeCodec.proposal(new ConfChange(
                Transition.AUTO,
                changes.stream().map(Memberships::toSingleChange).toList(),
                context));
    }
}
