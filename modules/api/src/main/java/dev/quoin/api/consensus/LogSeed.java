package dev.quoin.api.consensus;

import java.util.Iterator;

/**
 * The beginning of a log for a member whose state comes from elsewhere: from a backup, or from another program's data.
 *
 * @param state what the state machine has applied already; the log begins behind it. Index 0 for nothing
 * @param term the latest term that the member has seen
 * @param vote whom it voted for in that term, or 0
 * @param commit the highest index known to be committed, not below the state's
 * @param entries those behind the state in the order in which they were logged; one whose index is not above the last
 *     overrides all from its index on
 */
public record LogSeed(SnapshotMeta state, long term, long vote, long commit, Iterator<LoggedEntry> entries) {}
