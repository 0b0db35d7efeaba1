package dev.quoin.core.store;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.core.wire.WireException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Fills an empty store with versions that were made elsewhere, in the order of revisions, in transactions of some
 * megabytes. The versions keep their revisions and leases; what each one superseded is found in what was filled in
 * before. Used by one thread.
 */
public final class RevisionLoader implements AutoCloseable {
    private static final int BATCH_BYTES = 4 << 20;

    private final StorageBackend backend;
    private final KvRecord before = new KvRecord();
    private final KvRecord after = new KvRecord();
    private WriteTxn txn;
    private BlockCounts counts;
    private int batchBytes;
    private long revision = Store.FIRST_REVISION;

    /** Begins to fill a backend. */
    public RevisionLoader(StorageBackend backend) {
        this.backend = backend;
        this.txn = backend.begin();
        this.counts = new BlockCounts(txn, BlockCounts.MAX_KEYS);
        StoreMeta.FORMAT.write(txn, Store.FORMAT);
    }

    /** The transaction under way, for rows of other tables; to be asked for again for each row. */
    public WriteTxn rows(int bytes) {
        grow(bytes);
        return txn;
    }

    /**
     * Adds a version.
     *
     * @param sub the position of the change within its revision
     * @throws IllegalArgumentException when the record is none, or is not of this revision
     */
    public void set(long main, int sub, ByteBuffer record) {
        read(main, record);
        byte[] key = after.key();
        grow(record.remaining() + key.length);
        byte[] value = after.value();
        byte[] version = KvRecord.encode(
                key, after.createRevision(), main, after.version(), value, 0, value.length, after.lease());
        ByteBuffer head = txn.get(Tables.HEAD, key);
        long oldLease = 0;
        byte[] row = LogRow.creation(sub);
        if (head != null) {
            before.read(head);
            requireEarlier(before.modRevision(), main);
            oldLease = before.lease();
            row = LogRow.change(sub, false, before.modRevision());
            txn.put(Tables.HISTORY, HistoryKey.of(key, before.modRevision()), Keys.copy(head));
        } else if (after.version() > 1) {
            // The version before was compacted away.
            row = LogRow.change(sub, false, 0);
        }
        txn.put(Tables.HEAD, key, version);
        if (head == null) {
            counts.created(key);
        }
        txn.put(Tables.LOG, LogRow.key(main, key), row);
        LeaseKeys.move(txn, key, oldLease, after.lease());
        revision = main;
    }

    private void read(long main, ByteBuffer record) {
        if (KvRecord.keyOf(record).length == 0) {
            throw new IllegalArgumentException("the KeyValue has an empty key, expected one or more bytes");
        }
        try {
            after.read(record);
        } catch (IllegalStateException | IndexOutOfBoundsException | WireException e) {
            throw new IllegalArgumentException("the value is no KeyValue: " + e.getMessage(), e);
        }
        if (after.modRevision() != main) {
            throw new IllegalArgumentException(
                    "the KeyValue is of revision " + after.modRevision() + ", expected " + main);
        }
    }

    private static void requireEarlier(long earlier, long main) {
        if (earlier >= main) {
            throw new IllegalArgumentException(
                    "revision " + main + " sets a key that was set at " + earlier + ", expected an earlier one");
        }
    }

    /** Goes on to a revision that has changed no key. */
    public void pass(long main) {
        revision = main;
    }

    /** Adds a deletion. */
    public void delete(long main, int sub, byte[] key) {
        grow(key.length);
        ByteBuffer head = txn.get(Tables.HEAD, key);
        byte[] row = LogRow.change(sub, true, 0);
        if (head != null) {
            before.read(head);
            long lease = before.lease();
            row = before.modRevision() == main ? overtaken(main, sub, key, head) : superseded(main, sub, key, head);
            txn.delete(Tables.HEAD, key);
            counts.deleted(key);
            LeaseKeys.move(txn, key, lease, 0);
        }
        txn.put(Tables.LOG, LogRow.key(main, key), row);
        txn.put(Tables.HISTORY, HistoryKey.of(key, main), Keys.EMPTY);
        revision = main;
    }

    private byte[] superseded(long main, int sub, byte[] key, ByteBuffer head) {
        requireEarlier(before.modRevision(), main);
        txn.put(Tables.HISTORY, HistoryKey.of(key, before.modRevision()), Keys.copy(head));
        return LogRow.change(sub, true, before.modRevision());
    }

    /**
     * The key was set earlier in the same revision: its row then carries that version, and takes over what it
     * superseded.
     */
    private byte[] overtaken(long main, int sub, byte[] key, ByteBuffer head) {
        byte[] version = Keys.copy(head);
        byte[] rowKey = LogRow.key(main, key);
        ByteBuffer set = txn.get(Tables.LOG, rowKey);
        if (set == null) {
            throw new IllegalStateException("revision " + main + " has set a key without a row");
        }
        LogRow row = LogRow.read(ByteBuffer.wrap(rowKey), set);
        LogRow.Overtaken overtaken = new LogRow.Overtaken(row.sub(), row.creation(), version);
        return new LogRow(main, key, sub, true, false, row.previous(), overtaken).value();
    }

    private void grow(int bytes) {
        batchBytes += bytes;
        if (batchBytes > BATCH_BYTES) {
            commit(0);
            txn = backend.begin();
            counts = new BlockCounts(txn, BlockCounts.MAX_KEYS);
            batchBytes = 0;
        }
    }

    private void commit(long appliedIndex) {
        counts.flush();
        counts.close();
        txn.commit(appliedIndex);
        txn.close();
    }

    /** The revision of the last change, 1 before there was one. */
    public long revision() {
        return revision;
    }

    /**
     * Where a store that was filled stands.
     *
     * @param revision the present revision; not less than that of the last change
     * @param compacted the revision up to which history was given up, null for none
     * @param compactedDone the revision up to which that was removed, null for none
     * @param index of the last applied entry
     * @param term of that entry
     */
    public record End(
            long revision,
            @Nullable Long compacted,
            @Nullable Long compactedDone,
            long index,
            long term) {}

    /** Writes where the store stands, and makes all of it durable. */
    public void finish(End end) {
        StoreMeta.REVISION.write(txn, end.revision());
        StoreMeta.TERM.write(txn, end.term());
        if (end.compacted() != null) {
            StoreMeta.COMPACTED.write(txn, end.compacted());
        }
        if (end.compactedDone() != null) {
            StoreMeta.COMPACTED_DONE.write(txn, end.compactedDone());
        }
        commit(end.index());
        backend.sync();
    }

    @Override
    public void close() {
        txn.close();
    }
}
