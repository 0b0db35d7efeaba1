package dev.quoin.core.lease;

import dev.quoin.protocol.rpc.LeaseCheckpoint;
import dev.quoin.protocol.rpc.LeaseCheckpointRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Has it noted in the log, every five minutes, what is left of each lease that lives longer than that, so that a new leader does not begin its time anew. The
 * waiting time is the same for all, so they come up in the order in which they were added. Used by the lessor's agent.
 */
final class Checkpoints {
    /** As in etcd. */
    static final long INTERVAL_SECONDS = 300;

    private static final long INTERVAL = INTERVAL_SECONDS * Pace.SECOND;
    private static final int LEASES_A_REQUEST = 1000;
    /** With two ticks a second, a million leases take less than a minute. */
    private static final int REQUESTS_A_TICK = 10;

    private final LeaseProposals proposals;
    private final Deque<Due> queue = new ArrayDeque<>();

    private record Due(TimedLease lease, long at) {}

    Checkpoints(LeaseProposals proposals) {
        this.proposals = proposals;
    }

    /** A lease has come under this member's care. */
    void add(TimedLease lease, long now) {
        if (lease.ttlSeconds > INTERVAL_SECONDS) {
            queue.addLast(new Due(lease, now + INTERVAL));
        }
    }

    /** Proposes what is due. @param lives tells whether a lease is still there */
    void tick(long now, Predicate<TimedLease> lives) {
        for (int i = 0; i < REQUESTS_A_TICK && isDue(now); i++) {
            propose(now, lives);
        }
    }

    private boolean isDue(long now) {
        Due first = queue.peekFirst();
        return first != null && first.at - now <= 0;
    }

    private void propose(long now, Predicate<TimedLease> lives) {
        LeaseCheckpointRequest.Builder request = LeaseCheckpointRequest.newBuilder();
        List<TimedLease> leases = new ArrayList<>();
        for (int i = 0; i < LEASES_A_REQUEST && isDue(now); i++) {
            TimedLease lease = queue.removeFirst().lease;
            if (!lives.test(lease)) {
                continue;
            }
            queue.addLast(new Due(lease, now + INTERVAL));
            long left = lease.beginNote(now);
            if (left > 0) {
                leases.add(lease);
                request.addCheckpoints(
                        LeaseCheckpoint.newBuilder().setID(lease.id).setRemainingTTL(left));
            }
        }
        if (!leases.isEmpty()) {
            proposals.checkpoint(request.build(), error -> leases.forEach(lease -> lease.endNote(error == null)));
        }
    }
}
