package dev.quoin.api.consensus;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;

/**
 * A member's part in an ordered, replicated log of commands.
 *
 * <p>Thread: any thread may call any method. Callbacks run on a thread of the engine, or on the caller's before the
 * method returns. A callback may call the methods of this interface again, except {@link #start} and {@link #close}.
 *
 * <p>Blocks: only {@link #start} and {@link #close} do. A callback must not block.
 *
 * <p>The contract does not say how entries get their order. Members may elect a leader, or append to a log that others
 * keep. Indexes grow from entry to entry; an engine may leave some out.
 */
public interface ConsensusNode extends AutoCloseable {
    /**
     * Starts the engine's threads and the links to the other members, replays the entries that the state machine has
     * not applied, and takes part. Called once.
     *
     * <p>Blocks: until the links listen. The replay goes on afterwards.
     *
     * @throws dev.quoin.api.transport.TransportException naming the URL that the links could not bind
     */
    void start();

    /**
     * Offers a command for the log. True says only that the command was taken, and nothing about success. The proposer
     * recognises its own command when it is applied, by an id in the command that only the proposer knows, and gives up
     * by its own deadline. A command may be lost without a word, for example when another member begins to lead. It is
     * never applied twice for one call.
     *
     * <p>Blocks: no.
     *
     * @param command the bytes; not copied, so the caller never changes them afterwards
     * @param priority says which commands an overloaded engine refuses first
     * @param onDropped called at most once, when it is certain that the command will never be applied
     * @return false when the engine's queue is full; then nothing was taken and {@code onDropped} is not called
     */
    boolean propose(byte[] command, Priority priority, DropListener onDropped);

    /**
     * Asks for a point in time after which a local read is linearizable: everything that was acknowledged on any member
     * before this call has been applied on this one. Calls that wait at the same time SHOULD share one round.
     *
     * <p>Blocks: no.
     *
     * @param done gets an index that has been applied here and covers all that was acknowledged before; fails with
     *     {@code NO_LEADER}, {@code LEADER_CHANGED} or {@code TIMEOUT} when there is no quorum for long, with
     *     {@code OVERLOADED} when too many calls wait, and with {@code STOPPED} after the end
     */
    void readBarrier(Completion<Long> done);

    /**
     * Returns true only when a barrier would complete at once, for example because this member is the only voter. A
     * read that begins now is then linearizable without a round.
     *
     * <p>Blocks: no. It costs a few reads of memory.
     */
    boolean isReadSafeNow();

    /**
     * Changes the membership. The change has no deadline of its own beyond the engine's: when the outcome is not known
     * in some seconds it fails with {@code TIMEOUT}, and may still take effect.
     *
     * <p>Blocks: no.
     *
     * @param done gets the new configuration once the change has been applied here; fails with {@code REJECTED} and the
     *     state machine's text when the state machine vetoed it, with {@code CHANGE_PENDING} while another change has
     *     not ended, and with {@code UNSUPPORTED} without {@link ConsensusCapability#MEMBER_CHANGES}
     */
    void change(MemberChange change, Completion<Membership> done);

    /**
     * Hands leadership to a voter.
     *
     * <p>Blocks: no.
     *
     * @param done is called once that member leads; fails with {@code BAD_TRANSFEREE} when it is no voter, or does not
     *     take over within an election timeout (this member then leads on), and with {@code UNSUPPORTED} without
     *     {@link ConsensusCapability#LEADER_TRANSFER}
     */
    void transferLeader(long memberId, Completion<Void> done);

    /**
     * Returns what this member knows now. The figures belong to one moment.
     *
     * <p>Blocks: no.
     */
    ConsensusStatus status();

    /**
     * Allows the engine to forget entries up to an index, because the state machine has made their effects durable. The
     * engine keeps as many of them as it wants for slow members. A smaller index than before has no effect.
     *
     * <p>Blocks: no.
     */
    void compact(long upTo);

    /**
     * Stops taking part, closes the links to the other members, ends the threads, and closes the log. Calls that wait
     * are answered with {@code STOPPED}. Further calls have no effect.
     *
     * <p>Thread: any but the engine's own.
     *
     * <p>Blocks: until the threads have ended what they had begun.
     *
     * <p>Durability: everything that was acknowledged is durable already.
     */
    @Override
    void close();

    /** Is told that a command was dropped. */
    @FunctionalInterface
    interface DropListener {
        /**
         * The command will certainly never be applied. Must not block.
         *
         * @param reason {@code NO_LEADER}, {@code LEADER_CHANGED}, {@code OVERLOADED} or {@code STOPPED}
         */
        void dropped(ClusterException.Reason reason);
    }
}
