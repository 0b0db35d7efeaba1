package dev.quoin.api.consensus;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;

/**
 * A member's part in the ordered, replicated log. All methods may be called from any thread and none blocks, except {@link #start} and
 * {@link #close}. Callbacks run on a thread of the engine, or on the caller's before the method returns, and must not block.
 */
public interface ConsensusNode extends AutoCloseable {
    /** Starts the threads, replays what the state machine has not applied, and takes part. */
    void start();

    /**
     * Offers a command for the log. Accepting says nothing about success: the proposer recognises its own command when it is applied, by an id in it
     * that only it knows, and gives up by its own deadline. A command may be lost, and is never applied twice for one call.
     *
     * @param command not copied: the caller never changes it afterwards
     * @param priority decides whether an overloaded engine still takes it
     * @param onDropped called at most once, when it is certain that the command will never be applied
     * @return false when the engine's queue is full: nothing was taken and {@code onDropped} will not be called
     */
    boolean propose(byte[] command, Priority priority, DropListener onDropped);

    /**
     * Asks for a point after which a local read is linearizable: everything that was acknowledged anywhere before this call has been applied
     * here. Calls that wait at the same time share one round.
     */
    void readBarrier(Completion<Long> done);

    /**
     * Whether a read that begins now on this member is linearizable without a round, for example because this member is the only voter.
     * Never blocks; costs a few memory reads.
     */
    boolean isReadSafeNow();

    /**
     * Changes the membership. Completes when the change has been applied here, or was vetoed by the state machine
     * ({@link ClusterException.Reason#REJECTED}, with the state machine's text as the message).
     */
    void change(MemberChange change, Completion<Membership> done);

    /** Hands leadership to a voter. Completes when it leads, fails after an election timeout without. */
    void transferLeader(long memberId, Completion<Void> done);

    /** What is known now; consistent in itself. */
    ConsensusStatus status();

    /**
     * Allows the log to be cut: entries up to an index are no longer needed to restart this member, because the state machine has made
     * their effects durable. The engine keeps as many as it wants for slow followers.
     */
    void compact(long upTo);

    /** Stops taking part, ends the threads, and closes the log. Everything acknowledged is durable already. */
    @Override
    void close();

    /** Told that a command was dropped. */
    @FunctionalInterface
    interface DropListener {
        /** Must not block. */
        void dropped(ClusterException.Reason reason);
    }
}
