package dev.quoin.core.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.quoin.api.storage.Cursor;
import dev.quoin.core.answer.RequestException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;

/**
 * The hash of the keys and their history up to a revision, computed as etcd does, so that the two can be compared: a CRC-32C over the name of etcd's bucket and,
 * in the order of revisions, each revision and the version it made. Versions up to the compacted revision count only if they are still in force at
 * the revision asked for, whether or not the others have been removed already. Reads the whole store; used by one thread.
 */
public final class KeyHash {
    private static final byte[] BUCKET = "key".getBytes(US_ASCII);
    private static final byte SEPARATOR = '_';
    private static final byte DELETION_MARK = 't';
    private static final int REVISIONS_A_LOOK = 256;
    private static final int REVISION_SIZE = 2 * Long.BYTES + 1;
    private static final KeyRange EVERYTHING = new KeyRange(Keys.EMPTY, null, false);

    private final StoreView view;
    private final long revision;
    private final long compacted;
    private final BooleanSupplier stop;
    private final boolean nothingLives;
    private final CRC32C crc = new CRC32C();
    private final KvRecord fields = new KvRecord();

    private KeyHash(StoreView view, long revision, BooleanSupplier stop) {
        this.stop = stop;
        this.view = view;
        this.revision = revision;
        this.compacted = view.compacted();
        try (KeyScan scan = view.scan(EVERYTHING, revision)) {
            this.nothingLives = !scan.next();
        }
    }

    /**
     * The result.
     *
     * @param hash the hash, an unsigned number
     * @param revision up to which it goes
     * @param compacted the compacted revision at that time, -1 when there was none
     */
    public record Result(int hash, long revision, long compacted) {}

    /**
     * Computes a hash.
     *
     * @param asked the revision, 0 for the present
     * @throws RequestException when it is compacted or in the future
     */
    public static Result of(StoreView view, long asked) {
        return of(view, asked, () -> false);
    }

    /**
     * Computes a hash, unless it is told to stop.
     *
     * @param asked the revision, 0 for the present
     * @param stop is asked every now and then
     * @throws Interrupted when it was
     */
    public static Result of(StoreView view, long asked, BooleanSupplier stop) {
        KeyHash hash = new KeyHash(view, view.checkRevision(asked), stop);
        hash.addAll();
        return new Result((int) hash.crc.getValue(), hash.revision, hash.compacted);
    }

    private void addAll() {
        crc.update(BUCKET);
        try (Cursor rows = view.backend().sweep(Tables.LOG, null, LogRow.lowerBound(revision + 1))) {
            boolean on = rows.first();
            while (on) {
                long current = LogRow.revision(rows.key());
                List<LogRow> sameRevision = new ArrayList<>(1);
                while (on && LogRow.revision(rows.key()) == current) {
                    sameRevision.add(LogRow.read(rows.key(), rows.value()));
                    on = rows.next();
                }
                addRevision(sameRevision);
                if (current % REVISIONS_A_LOOK == 0 && stop.getAsBoolean()) {
                    throw new Interrupted();
                }
            }
        }
    }

    private void addRevision(List<LogRow> rows) {
        List<Change> changes = new ArrayList<>(rows.size());
        for (LogRow row : rows) {
            LogRow.Overtaken overtaken = row.overtaken();
            if (overtaken != null && row.revision() > compacted) {
                changes.add(new Change(row.revision(), overtaken.sub(), false, overtaken.record()));
            }
            if (counts(row)) {
                changes.add(new Change(row.revision(), row.sub(), row.deletion(), version(row)));
            }
        }
        changes.sort(Comparator.comparingInt(Change::sub));
        changes.forEach(this::add);
    }

    private boolean counts(LogRow row) {
        if (row.revision() > compacted) {
            return true;
        }
        return !row.deletion() && row.revision() == modRevisionAt(row.key(), nothingLives ? compacted : revision);
    }

    private long modRevisionAt(byte[] key, long atRevision) {
        ByteBuffer found = view.at(key, atRevision);
        return found == null ? 0 : fields.read(found).modRevision();
    }

    private byte[] version(LogRow row) {
        if (row.deletion()) {
            return KvRecord.encodeTombstone(row.key(), 0);
        }
        ByteBuffer found = view.at(row.key(), row.revision());
        if (found == null) {
            throw new IllegalStateException(
                    "the log names revision " + row.revision() + " of a key that has no such version");
        }
        return Keys.copy(found);
    }

    private void add(Change change) {
        ByteBuffer key = ByteBuffer.allocate(REVISION_SIZE + (change.deletion ? 1 : 0))
                .putLong(change.revision)
                .put(SEPARATOR)
                .putLong(change.sub);
        if (change.deletion) {
            key.put(DELETION_MARK);
        }
        crc.update(key.array());
        crc.update(change.version);
    }

    /** The computation was stopped. */
    public static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("stopped");
        }
    }

    private record Change(long revision, int sub, boolean deletion, byte[] version) {}
}
