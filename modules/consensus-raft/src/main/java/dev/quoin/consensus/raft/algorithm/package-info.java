/**
 * The Raft algorithm, as a pure function of input and state: no clock, no thread, no I/O, no randomness of its own. One
 * {@link dev.quoin.consensus.raft.algorithm.RaftNode} is one member; a single thread owns it.
 *
 * <p><b>Driving it, with asynchronous storage writes.</b> The owner repeats:
 *
 * <ol>
 *   <li>Feed what has come in: {@code tick()} in a steady rhythm; {@code step(message)} for what peers sent and what
 *       the log and apply threads report; {@code propose}, {@code readIndex}, {@code transferLeader} and the like for
 *       what is asked of it. Drain the whole inbox: whatever comes in between two rounds shares one write and one
 *       message.
 *   <li>While {@code hasReady()}: take {@code ready()}. Send its {@code messages} at once. Give {@code append} to the
 *       log thread and {@code apply} to the apply thread, each of which works strictly in order. Let go the reads in
 *       {@code readStates} once applied up to their index.
 * </ol>
 *
 * <p>The log thread may collect several pieces of work into one write and one fsync. After it, it delivers their
 * responses in order: those addressed to this member into its inbox, the others to their peers. The apply thread
 * answers with the response of each piece; for an entry that changes the membership it has the owner call
 * {@code applyConfChange} (or leave that out to veto it) before the response is delivered. {@code advance()} is never
 * called.
 *
 * <p><b>Without asynchronous storage writes</b>, the owner takes {@code ready()}, writes hard state, snapshot and
 * entries, makes them durable if {@code mustSync}, sends the messages, applies the committed entries, and calls
 * {@code advance()}.
 *
 * <p>Inside, the facade hands each message through {@code MessageSteps} (terms first, then by role) to the part that
 * knows about it: {@code Elections}, {@code Voting}, {@code Proposals}, {@code Replication}, {@code Acknowledgements},
 * {@code Following}, {@code Reads}, {@code Transfers}, {@code Memberships}. They share one {@code RaftState}.
 */
@NullMarked
package dev.quoin.consensus.raft.algorithm;

import org.jspecify.annotations.NullMarked;
