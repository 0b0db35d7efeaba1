package dev.quoin.core.propose;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.host.Clock;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.core.answer.Outcome;
import dev.quoin.protocol.error.EtcdError;
import java.nio.ByteBuffer;

/** Sends requests on their way through the log. Safe for use by any thread; never blocks. */
public final class Proposer {
    private static final long MAX_LEADERLESS_BYTES = 64 << 20;

    private final ConsensusNode consensus;
    private final PendingRequests pending;
    private final Clock clock;
    private final long timeoutNanos;
    private final int maxRequestBytes;
    private final Leaderless leaderless;

    /**
     * With limits.
     *
     * @param timeoutNanos how long a request may take
     * @param maxRequestBytes the largest command
     */
    public Proposer(
            ConsensusNode consensus, PendingRequests pending, Clock clock, long timeoutNanos, int maxRequestBytes) {
        this.consensus = consensus;
        this.pending = pending;
        this.clock = clock;
        this.timeoutNanos = timeoutNanos;
        this.maxRequestBytes = maxRequestBytes;
        this.leaderless = new Leaderless(pending::isPending, MAX_LEADERLESS_BYTES);
    }

    /**
     * Proposes a request.
     *
     * @param operation the field of {@code InternalRaftRequest} that it is
     * @param request its encoded form, copied before this returns
     * @param waiter gets the outcome, or the error why there will be none
     */
    public void propose(int operation, ByteBuffer request, Waiter waiter) {
        if (request.remaining() > maxRequestBytes) {
            waiter.done(Outcome.of(EtcdError.REQUEST_TOO_LARGE));
            return;
        }
        long id = pending.add(waiter, clock.nanoTime() + timeoutNanos);
        if (id == 0) {
            waiter.done(Outcome.of(EtcdError.REQUEST_TOO_MANY_REQUESTS));
        } else {
            offer(id, Envelope.wrap(id, operation, request));
        }
    }

    private void offer(long id, byte[] command) {
        if (!consensus.propose(command, reason -> dropped(id, command, reason))) {
            refuse(id, EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
    }

    private void dropped(long id, byte[] command, ClusterException.Reason reason) {
        boolean waits = reason == ClusterException.Reason.NO_LEADER && leaderless.add(id, command);
        if (!waits) {
            refuse(id, error(reason));
        }
    }

    private void refuse(long id, EtcdError error) {
        Waiter waiter = pending.take(id);
        if (waiter != null) {
            waiter.done(Outcome.of(error));
        }
    }

    /**
     * Somebody leads: what waited for that goes on its way. With ids of its own, because what earlier leaders were given under the old ones is about to be
     * given up.
     */
    public void leaderFound() {
        Envelope envelope = new Envelope();
        for (Leaderless.Command command : leaderless.takeAll()) {
            long id = pending.renew(command.id());
            if (id != 0) {
                envelope.read(command.encoded());
                offer(id, Envelope.wrap(id, envelope.operation(), envelope.content()));
            }
        }
    }

    /** The API's error for a reason of the consensus engine. */
    public static EtcdError error(ClusterException.Reason reason) {
        return switch (reason) {
            case NO_LEADER -> EtcdError.NO_LEADER;
            case LEADER_CHANGED -> EtcdError.LEADER_CHANGED;
            case OVERLOADED -> EtcdError.REQUEST_TOO_MANY_REQUESTS;
            case CHANGE_PENDING, REJECTED -> EtcdError.UNHEALTHY;
            case BAD_TRANSFEREE -> EtcdError.BAD_LEADER_TRANSFEREE;
            case TIMEOUT -> EtcdError.TIMEOUT;
            case STOPPED, CORRUPT, IO -> EtcdError.STOPPED;
        };
    }
}
