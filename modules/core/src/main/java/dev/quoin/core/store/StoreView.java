package dev.quoin.core.store;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.Table;
import dev.quoin.core.answer.RequestException;
import dev.quoin.protocol.error.EtcdError;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The store at one point in time, or as a transaction under way sees it. Used by one thread at a time.
 */
public class StoreView implements AutoCloseable {
    private final ReadView view;
    private final long revision;
    private final long compacted;
    private final KvRecord probe = new KvRecord();

    /** Over a backend's view whose last revision and compacted revision are known. */
    public StoreView(ReadView view, long revision, long compacted) {
        this.view = view;
        this.revision = revision;
        this.compacted = compacted;
    }

    /** The revision of the last change visible here. */
    public long revision() {
        return revision;
    }

    /** The revision up to which history was given up; reading at it still works. */
    public long compacted() {
        return compacted;
    }

    /** The revision up to which what was given up has been removed, -1 when none was. */
    public long compactedDone() {
        return StoreMeta.COMPACTED_DONE.read(view, -1);
    }

    /** The term of the last applied entry. */
    public long term() {
        return StoreMeta.TERM.read(view, 0);
    }

    /** The backend's view below. */
    public ReadView backend() {
        return view;
    }

    /**
     * Checks a revision asked for.
     *
     * @return the revision to read at: the present one for 0 and below
     * @throws RequestException when it lies in the future or was compacted
     */
    public long checkRevision(long asked) {
        if (asked <= 0) {
            return revision();
        }
        if (asked > revision()) {
            throw new RequestException(EtcdError.FUTURE_REV);
        }
        if (asked < compacted) {
            throw new RequestException(EtcdError.COMPACTED);
        }
        return asked;
    }

    /** The present version of a key, or null; valid until the next call. */
    public @Nullable ByteBuffer head(byte[] key) {
        return view.get(Tables.HEAD, key);
    }

    /** The version of a key in force at a revision, or null; valid until the next call. */
    public @Nullable ByteBuffer at(byte[] key, long atRevision) {
        ByteBuffer head = head(key);
        if (head != null && (atRevision >= revision() || probe.read(head).modRevision() <= atRevision)) {
            return head;
        }
        return atRevision >= revision() ? null : past(key, atRevision);
    }

    private @Nullable ByteBuffer past(byte[] key, long atRevision) {
        byte[] bound = HistoryKey.lowerBound(key);
        try (Cursor rows = view.cursor(Tables.HISTORY, bound, HistoryKey.of(key, 0))) {
            if (!rows.seek(HistoryKey.of(key, atRevision)) || !rows.value().hasRemaining()) {
                return null;
            }
            return ByteBuffer.wrap(Keys.copy(rows.value()));
        }
    }

    /** How many keys a range has at a checked revision. */
    public long count(KeyRange range, long atRevision) {
        return KeyCount.of(this, range, atRevision);
    }

    /** Goes over the keys of a range at a checked revision. */
    public KeyScan scan(KeyRange range, long atRevision) {
        return scan(view::cursor, range, atRevision);
    }

    /** The same for going once over much, without making the backend keep it in memory. */
    public KeyScan sweep(KeyRange range, long atRevision) {
        return scan(view::sweep, range, atRevision);
    }

    private KeyScan scan(Cursors cursors, KeyRange range, long atRevision) {
        if (range.isEmpty()) {
            return EmptyScan.INSTANCE;
        }
        return atRevision >= revision()
                ? new HeadScan(cursors.open(Tables.HEAD, range.from(), range.to()))
                : new PastScan(cursors, range, atRevision);
    }

    /** How the backend is to open cursors. */
    interface Cursors {
        /** As {@link ReadView#cursor}. */
        Cursor open(Table table, byte @Nullable [] from, byte @Nullable [] to);
    }

    @Override
    public void close() {
        view.close();
    }

    private enum EmptyScan implements KeyScan {
        INSTANCE;

        @Override
        public boolean next() {
            return false;
        }

        @Override
        public ByteBuffer record() {
            throw new IllegalStateException("not on a record");
        }

        @Override
        public void close() {}
    }
}
