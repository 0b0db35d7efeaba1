package dev.quoin.api.consensus;

import dev.quoin.api.peer.ClusterException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A member's log as it was at one moment, for looking at; the member may run or not, and is not disturbed. Used by one thread. Opened by {@link
 * ConsensusProvider#openLog}.
 */
public interface LogReader extends AutoCloseable {
    /** The last index that the log itself says is committed; more may be. */
    long commitIndex();

    /** The latest term that the log knows of. */
    long term();

    /** Whom the member voted for in that term, or 0. */
    long vote();

    /**
     * Visits the entries in the order of their indexes, from the first that the log still holds to the last; where it is damaged, to the last one before
     * the damage.
     *
     * @throws ClusterException {@code CORRUPT} or {@code IO} for an entry that can not be read any more
     */
    void forEach(Consumer<LoggedEntry> visitor);

    /**
     * What is wrong with the log, naming the file and the place. Beside a running member it may be a write that is just under way; then it is not there any
     * more when the log is opened again.
     */
    Optional<ClusterException> damage();

    @Override
    void close();
}
