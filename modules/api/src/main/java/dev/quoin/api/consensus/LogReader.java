package dev.quoin.api.consensus;

import dev.quoin.api.peer.ClusterException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A member's log as it was at one moment, opened by {@link ConsensusProvider#openLog}. The member may be running, and
 * is not disturbed.
 *
 * <p>Thread: one thread uses a reader.
 *
 * <p>Blocks: while the log is read.
 */
public interface LogReader extends AutoCloseable {
    /** Returns the last index that the log itself says is committed. More entries may be. */
    long commitIndex();

    /** Returns the latest term that the log knows of. */
    long term();

    /** Returns the member that got this member's vote in that term, or 0. */
    long vote();

    /**
     * Visits the entries in the order of their indexes, from the first that the log still holds to the last, or to the
     * last before the damage. Entries that a later one overrode are left out. Commands come byte for byte as they were
     * proposed.
     *
     * @throws ClusterException {@code CORRUPT} or {@code IO} for an entry that cannot be read any more
     */
    void forEach(Consumer<LoggedEntry> visitor);

    /**
     * Returns the damage of the log, naming the file and the place. Beside a running member it may be a write that is
     * just under way; it is gone when the log is opened again.
     */
    Optional<ClusterException> damage();

    /** Closes the files. */
    @Override
    void close();
}
