package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.message.HeartbeatResponse;
import dev.quoin.consensus.raft.algorithm.message.ReadIndex;
import dev.quoin.consensus.raft.algorithm.message.ReadIndexResponse;
import dev.quoin.consensus.raft.algorithm.read.ReadOnlyOption;
import dev.quoin.consensus.raft.algorithm.read.ReadQueue;
import dev.quoin.consensus.raft.algorithm.read.ReadState;
import java.util.ArrayList;
import java.util.List;

/** How a leader answers reads. */
final class Reads {
    private final RaftState raft;
    private final Replication replication;
    private final ReadQueue queue = new ReadQueue();
    private List<ReadIndex> early = new ArrayList<>();

    Reads(RaftState raft, Replication replication) {
        this.raft = raft;
        this.replication = replication;
    }

    /** Another term or role: who waits asks again. */
    void reset() {
        queue.reset();
        early.clear();
    }

    /** What heartbeats carry. */
    long context() {
        return queue.context();
    }

    void onReadIndex(ReadIndex request) {
        if (raft.committedInCurrentTerm()) {
            serve(request);
        } else if (early.size() < ReadQueue.MAX_WAITING) {
            // A new leader does not know yet what its predecessors have committed.
            early.add(request);
        }
    }

    /** The commit index has moved, in the leader's own term. */
    void onCommit() {
        if (early.isEmpty()) {
            return;
        }
        List<ReadIndex> released = early;
        early = new ArrayList<>();
        released.forEach(this::serve);
    }

    void onHeartbeatResponse(HeartbeatResponse echo) {
        if (raft.config.readOnlyOption() == ReadOnlyOption.SAFE && echo.readContext() != 0) {
            queue.ack(echo.from(), echo.readContext());
            queue.release(raft.tracker.voters(), read -> answer(read.request(), read.index()));
        }
    }

    private void serve(ReadIndex request) {
        long commit = raft.log.committed();
        if (raft.tracker.isSingleton() || raft.config.readOnlyOption() == ReadOnlyOption.LEASE_BASED) {
            answer(request, commit);
        } else if (queue.add(request, commit)) {
            queue.ack(raft.id, queue.context());
            replication.broadcastHeartbeat(queue.context());
        }
    }

    private void answer(ReadIndex request, long index) {
        if (request.from() == RaftState.NONE || request.from() == raft.id) {
            raft.readStates.add(new ReadState(index, request.requestId()));
        } else {
            raft.outbox.send(new ReadIndexResponse(raft.id, request.from(), raft.term, index, request.requestId()));
        }
    }
}
