package dev.quoin.api.consensus;

import java.util.Iterator;

/**
 * The beginning of a log for a member whose state comes from elsewhere: from a backup, or from another program's data.
 *
 * @param state the place of the state that the state machine has already; the log begins behind it. Index 0 stands for
 *     no state.
 * @param term the latest term that the member has seen
 * @param vote the member that got its vote in that term, or 0
 * @param commit the highest index that is known to be committed, at least that of the state
 * @param entries the entries behind the state, in the order in which they were logged. An entry whose index is not
 *     above the last one overrides all entries from its index on.
 */
public record LogSeed(SnapshotMeta state, long term, long vote, long commit, Iterator<LoggedEntry> entries) {}
