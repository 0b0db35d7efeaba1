/**
 * Runs the algorithm on a member: three threads and what they hand each other.
 *
 * <ul>
 *   <li><b>raft</b> ({@code RaftDriver}) owns the algorithm. It drains all that is waiting (proposals, messages of
 *       peers, reports of the other two, reads) into one round, and hands on what has to be done.
 *   <li><b>raft-log</b> ({@code LogWriter}) owns the log: it writes all that is waiting at once, syncs once, and only
 *       then answers.
 *   <li><b>raft-apply</b> ({@code EntryFeeder}) owns the state machine: it applies all that is waiting as one batch.
 * </ul>
 *
 * <p>Messages to peers leave before the own log is synced. What comes from outside waits in bounded queues
 * ({@code Intake}) and is refused beyond; what the threads report to each other is bounded by what they were given, and
 * is never refused.
 */
@NullMarked
package dev.quoin.consensus.raft.runtime;

import org.jspecify.annotations.NullMarked;
