package dev.quoin.core.backup;

import dev.quoin.api.consensus.LogSeed;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.core.bbolt.BboltException;
import dev.quoin.core.etcdwal.EtcdWal;
import dev.quoin.core.etcdwal.WalException;
import dev.quoin.protocol.internal.Metadata;
import dev.quoin.protocol.raft.HardState;
import dev.quoin.protocol.wal.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The data directory of a stopped etcd, 3.4 to 3.7: its database, and its log behind what the database has applied.
 * Changes nothing.
 */
public final class EtcdDirectory implements Closeable {
    private final EtcdFile database;
    private final EtcdWal log;
    private final long index;
    private final long term;

    private EtcdDirectory(EtcdFile database, EtcdWal log, long index, long term) {
        this.database = database;
        this.log = log;
        this.index = index;
        this.term = term;
    }

    /**
     * Opens a directory.
     *
     * @param walDir where the log lies, null for its place in the directory
     * @throws IOException naming the file, page or record that is not as expected
     */
    public static EtcdDirectory open(Path directory, @Nullable Path walDir) throws IOException {
        Path snap = directory.resolve("member").resolve("snap");
        Path db = snap.resolve("db");
        if (!Files.isRegularFile(db)) {
            throw new IOException(directory + ": is no data directory of etcd, expected a file member/snap/db in it");
        }
        Path wal = walDir == null ? directory.resolve("member").resolve("wal") : walDir;
        if (!Files.isDirectory(wal)) {
            throw new IOException(wal + ": is no folder, expected the write-ahead log of etcd");
        }
        FileLocks.requireFree(db);
        EtcdWal log = EtcdWal.open(wal);
        EtcdFile database = newest(db, snap, log.newestSnapshot());
        try {
            return opened(database, log, wal);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** A member that was stopped while it took over the state of another has that beside its own. */
    private static EtcdFile newest(Path db, Path snap, @Nullable Snapshot snapshot) throws IOException {
        EtcdFile own = EtcdFile.open(db, 0);
        if (snapshot == null || snapshot.getIndex() <= own.consistentIndex()) {
            return own;
        }
        long applied = own.consistentIndex();
        own.close();
        Path received = snap.resolve("%016x.snap.db".formatted(snapshot.getIndex()));
        if (!Files.isRegularFile(received)) {
            throw new BboltException(
                    db,
                    "has applied entries up to " + applied + ", expected " + snapshot.getIndex() + " as the log says");
        }
        return EtcdFile.open(received, 0);
    }

    private static EtcdDirectory opened(EtcdFile database, EtcdWal log, Path wal) throws IOException {
        long index = database.consistentIndex();
        if (index > log.lastIndex() && index > 0) {
            throw new WalException(
                    wal,
                    "ends at entry " + log.lastIndex() + ", expected " + index + ", which the database has applied");
        }
        long logged = index == 0 ? 0 : log.term(index);
        long term = logged == 0 ? database.term() : logged;
        if (index > 0 && term == 0) {
            throw new WalException(wal, "does not hold entry " + index + ", expected it: the database names no term");
        }
        return new EtcdDirectory(database, log, index, term);
    }

    /** The database. */
    public EtcdFile database() {
        return database;
    }

    /** Whose data it is. */
    public MemberIdentity identity() throws IOException {
        Metadata owner = log.owner();
        return new MemberIdentity(owner.getClusterID(), owner.getNodeID());
    }

    /** The index of the last entry that the database has applied. */
    public long index() {
        return index;
    }

    /** The term of that entry. */
    public long term() {
        return term;
    }

    /** The last entry of the log. */
    public long lastIndex() {
        return Math.max(index, log.lastIndex());
    }

    /** What was left out at the end of the log because it was not written whole, as one line; null for nothing. */
    public @Nullable String torn() {
        return log.torn();
    }

    /**
     * The log behind what the database has applied, for an engine to begin with.
     *
     * @param configuration the one that the database holds
     */
    public LogSeed seed(Membership configuration) {
        HardState state = log.state();
        Iterator<dev.quoin.protocol.raft.Entry> entries = log.entriesAfter(index);
        return new LogSeed(
                new SnapshotMeta(index, term, configuration),
                Math.max(state.getTerm(), term),
                state.getVote(),
                Math.max(state.getCommit(), index),
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public LoggedEntry next() {
                        return EtcdEntries.fromEtcd(entries.next());
                    }
                });
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
