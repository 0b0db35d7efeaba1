package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.StorageAppended;
import dev.quoin.consensus.raft.algorithm.message.StorageApplied;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member learns from its own log and apply threads. */
final class StorageReports {
    private final RaftState raft;
    private final LeaderLog leaderLog;
    private final AutoLeave autoLeave;

    StorageReports(RaftState raft, LeaderLog leaderLog, AutoLeave autoLeave) {
        this.raft = raft;
        this.leaderLog = leaderLog;
        this.autoLeave = autoLeave;
    }

    void onAppended(StorageAppended report) {
        if (report.index() != 0) {
            raft.log.stableTo(report.index(), report.entryTerm());
        }
        onSnapshotInstalled(report.snapshot());
    }

    /**
     * A report of an earlier term. Its entries may meanwhile have been overwritten, and overwritten again by the same
     * ones; a write that is still in progress could bring back the ones in between. A later report, of this term, tells
     * when they are stable. A snapshot is valid in any term.
     */
    void onOutdated(StorageAppended report) {
        if (report.index() != 0) {
            raft.trace.info(
                    "%x [term: %d] ignored entry appends from a %s message with lower term [term: %d]",
                    raft.id, raft.term, report.type(), report.term());
        }
        onSnapshotInstalled(report.snapshot());
    }

    private void onSnapshotInstalled(@Nullable Snapshot snapshot) {
        if (snapshot != null) {
            raft.log.stableSnapshotTo(snapshot.index());
            appliedTo(snapshot.index(), 0);
        }
    }

    void onApplied(StorageApplied report) {
        List<Entry> entries = report.entries();
        if (!entries.isEmpty()) {
            appliedTo(entries.getLast().index(), Entry.encodedSize(entries));
            leaderLog.giveRoom(Entry.payloadSize(entries));
        }
    }

    private void appliedTo(long index, long size) {
        long applied = Math.max(index, raft.log.applying().applied());
        raft.log.applying().appliedTo(applied, size);
        autoLeave.ifDue();
    }
}
