package dev.quoin.backend.rocksdb;

import dev.quoin.backend.support.Gate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/**
 * One snapshot for all views that are opened between two commits: opening a view then costs no call into native code.
 * All under the monitor of the gate.
 */
final class Snapshots {
    private final RocksDB db;
    private final Gate gate;
    private final Shared latest;
    private @Nullable Shared current;

    Snapshots(RocksDB db, Gate gate) {
        this.db = db;
        this.gate = gate;
        this.latest = new Shared(null);
    }

    /** A snapshot with its options, and by how many it is used; the one that is current counts as a user. */
    final class Shared {
        // this store deletes key by key: what looks for deleted ranges would be work for nothing in every cursor
        final ReadOptions options = new ReadOptions().setIgnoreRangeDeletions(true);
        private final @Nullable Snapshot snapshot;
        private int users = 1;

        Shared(@Nullable Snapshot snapshot) {
            this.snapshot = snapshot;
            if (snapshot != null) {
                options.setSnapshot(snapshot);
            }
        }

        void drop() {
            if (--users == 0) {
                options.close();
                if (snapshot != null) {
                    db.releaseSnapshot(snapshot);
                    snapshot.close();
                }
            }
        }
    }

    /** Shows the last commit; counts as used by the caller. */
    Shared current() {
        synchronized (gate) {
            Shared shared = current;
            if (shared == null) {
                shared = new Shared(db.getSnapshot());
                current = shared;
            }
            shared.users++;
            return shared;
        }
    }

    /** Returns the view of a transaction, which needs no snapshot because nobody else writes. */
    Shared latest() {
        latest.users++;
        return latest;
    }

    /** After a commit: views from now on need a newer one. */
    void retire() {
        synchronized (gate) {
            if (current != null) {
                current.drop();
                current = null;
            }
        }
    }

    void close() {
        retire();
        synchronized (gate) {
            latest.drop();
        }
    }
}
