package dev.quoin.core.propose;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.Priority;
import dev.quoin.api.host.Clock;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.core.answer.ConsensusErrors;
import dev.quoin.core.answer.Outcome;
import dev.quoin.protocol.error.EtcdError;
import java.util.concurrent.atomic.LongAdder;

/** Sends requests on their way through the log. Safe for use by any thread; never blocks. */
public final class Proposer {
    private static final long MAX_LEADERLESS_BYTES = 64 << 20;

    private final ConsensusNode consensus;
    private final PendingRequests pending;
    private final Clock clock;
    private final long timeoutNanos;
    private final int maxRequestBytes;
    private final Leaderless leaderless;
    private final LongAdder failed = new LongAdder();

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
     * @param proposal its bytes are copied before this returns
     * @param waiter gets the outcome, or the error why there will be none
     */
    public void propose(Proposal proposal, Waiter waiter) {
        if (proposal.request().remaining() > maxRequestBytes) {
            waiter.done(Outcome.of(EtcdError.REQUEST_TOO_LARGE));
            return;
        }
        long id = pending.add(waiter, clock.nanoTime() + timeoutNanos);
        if (id == 0) {
            failed.increment();
            waiter.done(Outcome.of(EtcdError.REQUEST_TOO_MANY_REQUESTS));
        } else {
            offer(id, Envelope.wrap(id, proposal), proposal.priority());
        }
    }

    /** How many requests were refused or lost before they came into the log. */
    public long failed() {
        return failed.sum();
    }

    private void offer(long id, byte[] command, Priority priority) {
        if (!consensus.propose(command, priority, reason -> dropped(id, command, reason))) {
            refuse(id, EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
    }

    private void dropped(long id, byte[] command, ClusterException.Reason reason) {
        boolean waits = reason == ClusterException.Reason.NO_LEADER && leaderless.add(id, command);
        if (!waits) {
            refuse(id, ConsensusErrors.of(reason));
        }
    }

    private void refuse(long id, EtcdError error) {
        Waiter waiter = pending.take(id);
        if (waiter != null) {
            failed.increment();
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
                Proposal again = Proposal.of(envelope.asker(), envelope.operation(), envelope.content());
                offer(id, Envelope.wrap(id, again), again.priority());
            }
        }
    }
}
