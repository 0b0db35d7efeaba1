/**
 * The log on disk: a row of segment files whose records are chained by checksums. Only ever appended to; what a
 * conflict overrides stays where it is and no longer counts. docs/formats/raft-log.md has every byte.
 *
 * <p>{@link dev.quoin.consensus.raft.wal.LogStore} is the whole of it for the outside. One thread writes; another may
 * read entries and terms meanwhile. {@code Recovery} opens, {@code SegmentScanner} walks through records,
 * {@code TailJudge} tells a torn tail from damage, {@code TailWriter} appends, {@code LogIndex} knows where each entry
 * lies.
 */
@NullMarked
package dev.quoin.consensus.raft.wal;

import org.jspecify.annotations.NullMarked;
