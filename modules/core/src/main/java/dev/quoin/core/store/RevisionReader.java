package dev.quoin.core.store;

import dev.quoin.api.storage.Cursor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads past changes back from the revision log, revision by revision, for watchers that start in the past. Used by one thread; holds a view open while
 * it is, so it is closed after a batch.
 */
public final class RevisionReader implements AutoCloseable {
    private final StoreView view;
    private final Cursor rows;
    private final KvRecord probe = new KvRecord();
    private boolean on;

    /** Begins at a revision, which must not lie before the compacted one. */
    public RevisionReader(StoreView view, long from) {
        this.view = view;
        rows = view.backend().cursor(Tables.LOG, LogRow.lowerBound(from), null);
        on = rows.first();
    }

    /** The revision of the view: everything up to here is seen when {@link #next} returns null. */
    public long viewRevision() {
        return view.revision();
    }

    /**
     * The changes of the next revision whose keys are wanted; an empty list where a revision has none of them; null at the end.
     *
     * @param withPrevious whether the events carry the versions before
     */
    public @Nullable RevisionEvents next(Predicate<byte[]> wanted, boolean withPrevious) {
        if (!on) {
            return null;
        }
        long revision = LogRow.revision(rows.key());
        List<Placed> found = new ArrayList<>();
        while (on && LogRow.revision(rows.key()) == revision) {
            LogRow row = LogRow.read(rows.key(), rows.value());
            if (wanted.test(row.key())) {
                collect(row, withPrevious, found);
            }
            on = rows.next();
        }
        found.sort(Comparator.comparingInt(Placed::sub));
        return new RevisionEvents(revision, found.stream().map(Placed::event).toList());
    }

    private void collect(LogRow row, boolean withPrevious, List<Placed> found) {
        byte[] previous = withPrevious && !isNew(row) ? versionAt(row.key(), row.revision() - 1) : null;
        LogRow.Overtaken overtaken = row.overtaken();
        if (overtaken != null) {
            found.add(new Placed(overtaken.sub(), new Event(false, row.key(), overtaken.record(), previous)));
        }
        byte[] record = row.deletion()
                ? KvRecord.encodeTombstone(row.key(), row.revision())
                : version(row.key(), row.revision());
        found.add(new Placed(row.sub(), new Event(row.deletion(), row.key(), record, previous)));
    }

    private static boolean isNew(LogRow row) {
        LogRow.Overtaken overtaken = row.overtaken();
        return overtaken == null ? row.creation() : overtaken.creation();
    }

    /** The version that a revision made. An older one in its place would be a lie to watchers. */
    private byte[] version(byte[] key, long revision) {
        ByteBuffer found = view.at(key, revision);
        if (found == null || probe.read(found).modRevision() != revision) {
            throw new IllegalStateException(
                    "the log names revision " + revision + " of a key that has no such version");
        }
        return Keys.copy(found);
    }

    private byte @Nullable [] versionAt(byte[] key, long revision) {
        ByteBuffer found = view.at(key, revision);
        return found == null ? null : Keys.copy(found);
    }

    @Override
    public void close() {
        rows.close();
        view.close();
    }

    private record Placed(int sub, Event event) {}
}
