package dev.quoin.core.store;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.core.answer.RequestException;
import dev.quoin.protocol.error.EtcdError;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys and their history on a storage backend. One thread at a time writes: the apply thread, and between its batches the compactor. Any thread
 * reads. Nothing is kept in memory but two numbers, so opening reads no data.
 */
public final class Store {
    /** The version of the tables' format that this code writes. */
    public static final long FORMAT = 2;
    /** A store without changes is at this revision. */
    public static final long FIRST_REVISION = 1;

    private final StorageBackend backend;
    private final ReentrantLock writer = new ReentrantLock();

    /** Odd while a commit is on its way: a reader that saw the same even number before and after knows what its view holds. */
    private final AtomicLong commits = new AtomicLong();

    private volatile long revision;
    private volatile long compacted;
    private volatile long compactedDone;

    private Store(StorageBackend backend) {
        this.backend = backend;
    }

    /**
     * Opens the store that a backend holds, or begins one.
     *
     * @throws StorageException when the tables have a format that this code does not know
     */
    public static Store open(StorageBackend backend) {
        Store store = new Store(backend);
        store.load();
        store.markFormat();
        return store;
    }

    private void load() {
        try (ReadView view = backend.openView()) {
            long format = StoreMeta.FORMAT.read(view, FORMAT);
            if (format != FORMAT) {
                throw new StorageException(
                        StorageException.Kind.CORRUPT,
                        "the data has format " + format + ", but this version reads format " + FORMAT);
            }
            reload(view);
        }
    }

    /** The backend was replaced: what is kept in memory of it is read anew. By the thread that writes, between batches. */
    public void replaced() {
        writer.lock();
        try {
            commits.incrementAndGet();
            load();
            commits.incrementAndGet();
        } finally {
            writer.unlock();
        }
    }

    private void markFormat() {
        if (backend.appliedIndex() == 0) {
            try (WriteTxn txn = backend.begin()) {
                StoreMeta.FORMAT.write(txn, FORMAT);
                txn.commit(0);
            }
        }
    }

    private void reload(ReadView view) {
        revision = StoreMeta.REVISION.read(view, FIRST_REVISION);
        compacted = StoreMeta.COMPACTED.read(view, -1);
        compactedDone = StoreMeta.COMPACTED_DONE.read(view, -1);
    }

    /** The backend below. */
    public StorageBackend backend() {
        return backend;
    }

    /** The revision of the last committed change. */
    public long revision() {
        return revision;
    }

    /** The revision up to which history was given up, -1 when none was. */
    public long compacted() {
        return compacted;
    }

    /** The revision up to which what was given up has been removed, -1 when none was. */
    public long compactedDone() {
        return compactedDone;
    }

    /** Changes with every commit; equal numbers mean equal views. Odd while a commit is on its way. */
    public long commits() {
        return commits.get();
    }

    /** Opens a view of what is committed. */
    public StoreView openView() {
        long before = commits.get();
        long last = revision;
        long gone = compacted;
        ReadView view = backend.openView();
        if ((before & 1) == 0 && commits.get() == before) {
            return new StoreView(view, last, gone);
        }
        return new StoreView(view, StoreMeta.REVISION.read(view, FIRST_REVISION), StoreMeta.COMPACTED.read(view, -1));
    }

    /**
     * A view of which it is known how far it goes in the log.
     *
     * @param view what is committed
     * @param appliedIndex the last entry whose effects it holds
     */
    public record Pinned(StoreView view, long appliedIndex) {}

    /** Opens a view together with the index of the last applied entry; waits for the batch that is under way. */
    public Pinned pin() {
        writer.lock();
        try {
            return new Pinned(openView(), backend.appliedIndex());
        } finally {
            writer.unlock();
        }
    }

    /** The term of the last applied entry. */
    public long appliedTerm() {
        try (ReadView view = backend.openView()) {
            return StoreMeta.TERM.read(view, 0);
        }
    }

    /** Begins a batch of writes. {@link #commit} or {@link #rollback} ends it, on the same thread. */
    public StoreTxn begin() {
        writer.lock();
        try {
            return new StoreTxn(backend.begin(), revision, compacted);
        } catch (RuntimeException e) {
            writer.unlock();
            throw e;
        }
    }

    /**
     * Makes a batch visible.
     *
     * @param appliedIndex the last log entry of the batch
     * @return its revisions with their events
     */
    public List<RevisionEvents> commit(StoreTxn batch, long appliedIndex) {
        try (WriteTxn txn = batch.tables()) {
            batch.finish();
            List<RevisionEvents> revisions = batch.revisions();
            if (!revisions.isEmpty()) {
                StoreMeta.REVISION.write(txn, batch.revision());
            }
            publish(txn, appliedIndex, batch.revision(), batch.compacted(), compactedDone);
            return revisions;
        } finally {
            writer.unlock();
        }
    }

    /** Forgets a batch. */
    public void rollback(StoreTxn batch) {
        try (WriteTxn txn = batch.tables()) {
            txn.close();
        } finally {
            writer.unlock();
        }
    }

    private void publish(WriteTxn txn, long appliedIndex, long newRevision, long newCompacted, long newDone) {
        commits.incrementAndGet();
        txn.commit(appliedIndex);
        revision = newRevision;
        compacted = newCompacted;
        compactedDone = newDone;
        commits.incrementAndGet();
    }

    /** Checks whether a compaction can be asked for. */
    static void checkCompaction(StoreView view, long at) {
        if (at <= view.compacted()) {
            throw new RequestException(EtcdError.COMPACTED);
        }
        if (at > view.revision()) {
            throw new RequestException(EtcdError.FUTURE_REV);
        }
    }

    /** Runs one step of the compactor between batches; see {@link Compaction}. */
    boolean removalStep(Compaction.Step step) {
        writer.lock();
        try (WriteTxn txn = backend.begin()) {
            boolean done = step.run(txn);
            long doneUpTo = done ? step.upTo() : compactedDone;
            if (done) {
                StoreMeta.COMPACTED_DONE.write(txn, doneUpTo);
            }
            publish(txn, backend.appliedIndex(), revision, compacted, doneUpTo);
            return done;
        } finally {
            writer.unlock();
        }
    }
}
