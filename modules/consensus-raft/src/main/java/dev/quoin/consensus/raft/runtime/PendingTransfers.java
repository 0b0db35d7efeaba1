package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.consensus.raft.algorithm.RaftNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Handovers of leadership whose end this member waits for. Lives on the raft thread. */
final class PendingTransfers {
    private final List<Pending> pending = new ArrayList<>();
    private final long limitNanos;

    private record Pending(long to, Completion<Void> done, long begun) {}

    PendingTransfers(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    void begin(RaftNode node, long to, Completion<Void> done, long now) {
        if (node.lead() == 0) {
            done.failed(new ClusterException(Reason.NO_LEADER, "there is no leader to hand over"));
        } else if (!node.config().voters().contains(to)) {
            done.failed(
                    new ClusterException(Reason.BAD_TRANSFEREE, "member " + Long.toHexString(to) + " is not a voter"));
        } else {
            pending.add(new Pending(to, done, now));
            node.transferLeader(to);
            leaderIs(node.lead());
        }
    }

    @SuppressWarnings("NullAway") // A completion of nothing takes null.
    void leaderIs(long leader) {
        end(waiting -> waiting.to == leader, waiting -> waiting.done.done(null));
    }

    void tick(long now) {
        end(
                waiting -> now - waiting.begun >= limitNanos,
                waiting -> fail(
                        waiting,
                        Reason.BAD_TRANSFEREE,
                        "member " + Long.toHexString(waiting.to) + " did not take over in time"));
    }

    void stop() {
        end(waiting -> true, waiting -> fail(waiting, Reason.STOPPED, "the member is stopping"));
    }

    private void end(Predicate<Pending> which, java.util.function.Consumer<Pending> how) {
        if (pending.isEmpty()) {
            return;
        }
        List<Pending> ended = pending.stream().filter(which).toList();
        pending.removeAll(ended);
        ended.forEach(how);
    }

    private static void fail(Pending waiting, Reason reason, String why) {
        waiting.done.failed(new ClusterException(reason, why));
    }
}
