package dev.quoin.core.etcdwal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.core.etcdwal.WalFiles.WalFile;
import dev.quoin.protocol.internal.Metadata;
import dev.quoin.protocol.raft.Entry;
import dev.quoin.protocol.raft.HardState;
import dev.quoin.protocol.wal.Record;
import dev.quoin.protocol.wal.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The write-ahead log of a stopped etcd. Opening walks through all of it and keeps whose it is and where it stands;
 * entries are read again when they are wanted.
 */
public final class EtcdWal {
    private final Path folder;
    private final List<WalFile> files;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private @Nullable ByteString metadata;
    private HardState state = HardState.getDefaultInstance();
    private long lastIndex;
    private @Nullable String torn;

    private EtcdWal(Path folder, List<WalFile> files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Opens a log.
     *
     * @throws IOException naming the file and the record that is not as expected
     */
    public static EtcdWal open(Path folder) throws IOException {
        EtcdWal log = new EtcdWal(folder, WalFiles.in(folder));
        try (WalReader reader = new WalReader(log.files)) {
            for (Record record = reader.next(); record != null; record = reader.next()) {
                log.take(record, reader);
            }
            log.torn = reader.torn();
        }
        if (log.metadata == null) {
            throw new WalException(folder, "has no record of whose log it is, expected one");
        }
        return log;
    }

    private void take(Record record, WalReader reader) throws IOException {
        try {
            switch ((int) record.getType()) {
                case WalFormat.METADATA -> {
                    if (metadata != null && !metadata.equals(record.getData())) {
                        throw reader.here("is of another member, expected the one of the records before");
                    }
                    metadata = record.getData();
                }
                case WalFormat.ENTRY ->
                    lastIndex = Entry.parseFrom(record.getData()).getIndex();
                case WalFormat.STATE -> state = HardState.parseFrom(record.getData());
                case WalFormat.SNAPSHOT -> {
                    Snapshot snapshot = Snapshot.parseFrom(record.getData());
                    snapshots.add(snapshot);
                }
                default -> throw reader.here("has type " + record.getType() + ", expected 1 to 5");
            }
        } catch (InvalidProtocolBufferException e) {
            throw reader.here("can not be decoded, expected etcd's message of type " + record.getType());
        }
    }

    /** The member and the cluster. */
    public Metadata owner() throws IOException {
        try {
            return metadata == null ? Metadata.getDefaultInstance() : Metadata.parseFrom(metadata);
        } catch (InvalidProtocolBufferException e) {
            throw new WalException(folder, "does not say whose log it is, expected the ids of member and cluster");
        }
    }

    /** Term, vote and commit index as they were written last. */
    public HardState state() {
        return state;
    }

    /** The index of the last entry, 0 where there is none. */
    public long lastIndex() {
        return lastIndex;
    }

    /** The newest state apart from the log that is not newer than what is committed; null for none. */
    public @Nullable Snapshot newestSnapshot() {
        return snapshots.stream()
                .filter(snapshot -> snapshot.getIndex() <= state.getCommit())
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** The term of an entry, or of a snapshot at it; 0 where neither is there. */
    public long term(long index) throws IOException {
        long term = snapshots.stream()
                .filter(snapshot -> snapshot.getIndex() == index)
                .mapToLong(Snapshot::getTerm)
                .findFirst()
                .orElse(0);
        try (Entries entries = entriesAfter(index - 1)) {
            while (entries.hasNext()) {
                Entry entry = entries.next();
                term = entry.getIndex() == index ? entry.getTerm() : term;
            }
        }
        return term;
    }

    /** What was left out at the end because it was not written whole, as one line; null for nothing. */
    public @Nullable String torn() {
        return torn;
    }

    /**
     * Reads the entries behind an index, in the order in which they were written: a later one may override earlier
     * ones.
     */
    public Entries entriesAfter(long index) {
        return new Entries(new WalReader(files), index);
    }

    /** Entries of a log. */
    public static final class Entries implements Iterator<Entry>, Closeable {
        private final WalReader reader;
        private final long after;
        private @Nullable Entry next;

        private Entries(WalReader reader, long after) {
            this.reader = reader;
            this.after = after;
        }

        @Override
        public boolean hasNext() {
            try {
                while (next == null) {
                    Record record = reader.next();
                    if (record == null) {
                        return false;
                    }
                    if (record.getType() == WalFormat.ENTRY) {
                        Entry entry = Entry.parseFrom(record.getData());
                        next = entry.getIndex() > after ? entry : null;
                    }
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Entry next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException("the log has no more entries");
            }
            Entry found = next;
            next = null;
            return found;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
