package dev.quoin.consensus.raft.algorithm.log;

import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HardState;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The durable part of a member's log, as the algorithm reads it. Called from the thread that runs the member, while the
 * log thread appends and cuts: implementations are safe for that, and the calls are cheap and do not wait for the disk,
 * {@link #entries} on old entries apart.
 *
 * <p>What was written last is read back soon: whatever is applied is read here once it is stable, and so is what
 * followers still lack. So implementations keep the end of the log in memory, and hand out the very entries that were
 * appended.
 *
 * <p>A write becomes visible here at the latest when its {@code StorageAppended} is delivered; until then the member
 * answers from memory.
 */
public interface Storage {
    /** What {@link #term} answers for an index that it does not know. */
    long UNKNOWN_TERM = -1;

    /** The hard state as of the last stop; {@link HardState#EMPTY} for a new member. Called once. */
    HardState initialHardState();

    /** The configuration as of the applied index the member is started with. Called once. */
    ConfState initialConfState();

    /** The lowest index that {@link #entries} can give; one more than the last snapshot's. */
    long firstIndex();

    /** The highest index in the log; {@code firstIndex() - 1} when it is empty. */
    long lastIndex();

    /**
     * The term of an entry from {@code firstIndex() - 1} to {@code lastIndex()}, or {@link #UNKNOWN_TERM} outside.
     * Never costs a disk access.
     */
    long term(long index);

    /**
     * Entries from one index up to, not including, another.
     *
     * @param maxBytes limit on their encoded size together; the first one is returned in any case
     * @return at least one entry, in order and without gaps; neither the list nor the entries change afterwards. Null
     *     when the first one has been cut off
     */
    @Nullable
    List<Entry> entries(long from, long to, long maxBytes);

    /**
     * A snapshot to send to a follower, at least as new as {@code firstIndex() - 1}, or null if none can be had just
     * now.
     */
    @Nullable
    Snapshot snapshot();
}
