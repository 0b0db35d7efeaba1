package dev.quoin.core.watch;

import dev.quoin.core.store.Event;
import dev.quoin.core.store.RevisionEvents;
import dev.quoin.core.store.RevisionReader;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a stretch of the past from the revision log, on an agent of its own, because that reads from disk. */
final class LogReader {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

    private final Store store;
    private final WatchLimits limits;

    LogReader(Store store, WatchLimits limits) {
        this.store = store;
        this.limits = limits;
    }

    /**
     * What was read.
     *
     * @param revisions those with events that are wanted
     * @param through all revisions up to here were looked at
     * @param compacted nothing before this revision can be read any more
     * @param failure why nothing could be read, or null
     */
    record Page(
            List<SharedRevision> revisions,
            long through,
            long compacted,
            @Nullable String failure) {}

    /** Reads from a revision on, until the limits of a turn. */
    Page read(long from, Interest interest, boolean previous) {
        try {
            return readPage(from, interest, previous);
        } catch (RuntimeException e) {
            // A damaged place in the past concerns those who want to see it, not the server.
            LOG.error("can not read past revisions for watches, from revision {}", from, e);
            return new Page(List.of(), from - 1, -1, "etcdserver: can not read past revisions: " + e.getMessage());
        }
    }

    private Page readPage(long from, Interest interest, boolean previous) {
        StoreView view = store.openView();
        long compacted = view.compacted();
        try (RevisionReader reader = new RevisionReader(view, Math.max(from, compacted))) {
            List<SharedRevision> revisions = new ArrayList<>();
            long through = from - 1;
            long bytes = 0;
            for (int seen = 0; seen < limits.sweepRevisions() && bytes < limits.sweepBytes(); seen++) {
                RevisionEvents next = reader.next(interest::includes, previous);
                if (next == null) {
                    return new Page(revisions, reader.viewRevision(), compacted, null);
                }
                through = next.revision();
                if (!next.events().isEmpty()) {
                    SharedRevision revision = new SharedRevision(through > compacted ? next : bare(next));
                    revisions.add(revision);
                    bytes += revision.footprint();
                }
            }
            return new Page(revisions, through, compacted, null);
        }
    }

    /** The compacted revision itself can be watched, but what its versions replaced is gone, on every member from the same moment on. */
    private static RevisionEvents bare(RevisionEvents source) {
        return new RevisionEvents(
                source.revision(),
                source.events().stream()
                        .map(event -> new Event(event.deletion(), event.key(), event.record(), null))
                        .toList());
    }
}
