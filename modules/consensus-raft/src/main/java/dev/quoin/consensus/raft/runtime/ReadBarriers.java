package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.read.ReadState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Linearizable reads: all that wait when a round begins share it. One round is under way at a time; one without an
 * answer is begun anew, until its time is over. Lives on the raft thread.
 */
final class ReadBarriers {
    private final long retryNanos;
    private final long limitNanos;
    private final Deque<Round> confirmed = new ArrayDeque<>();
    private List<Completion<Long>> waiting = new ArrayList<>();
    private Round underWay = Round.NONE;
    private long nextId;

    /** Reads that share a round. The index is known once a quorum has confirmed the leader. */
    private static final class Round {
        static final Round NONE = new Round(List.of(), 0);

        private final List<Completion<Long>> reads;
        private final long begun;
        private long requestId;
        private long asked;
        private long index;

        Round(List<Completion<Long>> reads, long begun) {
            this.reads = reads;
            this.begun = begun;
        }

        void fail(Reason reason, String why) {
            ClusterException cause = new ClusterException(reason, why);
            reads.forEach(read -> read.failed(cause));
        }
    }

    /** @param firstId of the requests; random, so that no later life of this member uses one again */
    ReadBarriers(long firstId, long retryNanos, long limitNanos) {
        this.nextId = firstId;
        this.retryNanos = retryNanos;
        this.limitNanos = limitNanos;
    }

    void add(Completion<Long> read) {
        waiting.add(read);
    }

    /** Begins a round if reads wait and none is under way. */
    void begin(RaftNode node, long now) {
        if (underWay == Round.NONE && !waiting.isEmpty()) {
            underWay = new Round(waiting, now);
            waiting = new ArrayList<>();
            ask(node, now);
        }
    }

    /** The answer of a round; of an earlier attempt, if late. */
    void answered(ReadState answer) {
        if (underWay != Round.NONE && answer.requestId() == underWay.requestId) {
            underWay.index = answer.index();
            confirmed.add(underWay);
            underWay = Round.NONE;
        }
    }

    /** Lets go what waits for entries up to an index. */
    void applied(long index) {
        while (!confirmed.isEmpty() && confirmed.peek().index <= index) {
            Round round = confirmed.remove();
            round.reads.forEach(read -> read.done(round.index));
        }
    }

    /** Another member leads, so the old one will not answer. */
    void leaderChanged(RaftNode node, long now) {
        if (underWay != Round.NONE && node.lead() != 0) {
            ask(node, now);
        }
    }

    /** To be called from time to time: asks again, and gives up. */
    void tick(RaftNode node, long now) {
        if (underWay == Round.NONE) {
            return;
        }
        if (now - underWay.begun >= limitNanos) {
            Round late = underWay;
            underWay = Round.NONE;
            late.fail(
                    node.lead() == 0 ? Reason.NO_LEADER : Reason.TIMEOUT,
                    "no quorum confirmed the leader in time for a read");
        } else if (now - underWay.asked >= retryNanos) {
            ask(node, now);
        }
    }

    void stop() {
        confirmed.add(underWay);
        confirmed.add(new Round(waiting, 0));
        confirmed.forEach(round -> round.fail(Reason.STOPPED, "the member is stopping"));
        confirmed.clear();
        waiting = new ArrayList<>();
        underWay = Round.NONE;
    }

    private void ask(RaftNode node, long now) {
        underWay.requestId = nextId++;
        underWay.asked = now;
        node.readIndex(underWay.requestId);
    }
}
