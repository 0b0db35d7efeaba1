package dev.quoin.consensus.raft.algorithm.read;

import dev.quoin.consensus.raft.algorithm.message.ReadIndex;
import dev.quoin.consensus.raft.algorithm.quorum.JointConfig;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Reads that wait until a quorum has confirmed the leader, in the order in which they came. Reads are numbered, a
 * heartbeat carries the number of the latest, and its echo confirms all up to there; so any number of reads share a
 * round. Numbers are never used twice by a member, not in another term either, so that no late echo can confirm a read
 * that it knew nothing of.
 */
public final class ReadQueue {
    /** More reads than this are not taken; who asked asks again. */
    public static final int MAX_WAITING = 1 << 16;

    private final Queue<Confirmed> waiting = new ArrayDeque<>();
    private final ReadAcks acks = new ReadAcks();
    private long confirmed;

    /**
     * A read that a quorum has confirmed.
     *
     * @param request who reads
     * @param index the commit index when it asked
     */
    public record Confirmed(ReadIndex request, long index) {}

    /** A read that asks at a commit index. Returns false if too many wait. */
    public boolean add(ReadIndex request, long commit) {
        if (waiting.size() == MAX_WAITING) {
            return false;
        }
        waiting.add(new Confirmed(request, commit));
        return true;
    }

    /** What a heartbeat has to carry for an echo to confirm all that wait; 0 if none does. */
    public long context() {
        return waiting.isEmpty() ? 0 : confirmed + waiting.size();
    }

    /** A member has echoed a heartbeat's context. */
    public void ack(long member, long context) {
        acks.record(member, context);
    }

    /** Lets go all reads that a quorum has confirmed. */
    public void release(JointConfig voters, Consumer<Confirmed> each) {
        long upTo = Math.min(voters.committedIndex(acks), confirmed + waiting.size());
        while (confirmed < upTo) {
            confirmed++;
            each.accept(waiting.remove());
        }
    }

    /** Another term: who waits asks again. */
    public void reset() {
        confirmed += waiting.size();
        waiting.clear();
        acks.clear();
    }
}
