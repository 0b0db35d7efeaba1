package dev.quoin.core.membership;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.core.answer.ConsensusErrors;
import dev.quoin.core.cluster.MemberVeto;
import dev.quoin.protocol.error.EtcdError;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has membership changes made, one after the other: what comes while another one is under way waits for a while. Safe for use by any thread. */
public final class ChangeQueue {
    private static final long RETRY = 50_000_000L;

    private final ConsensusNode consensus;
    private final Agent agent;
    private final Clock clock;
    private final long timeoutNanos;

    /**
     * Makes changes through an engine.
     *
     * @param agent runs what has to wait
     * @param timeoutNanos how long a change may take
     */
    public ChangeQueue(ConsensusNode consensus, Agent agent, Clock clock, long timeoutNanos) {
        this.consensus = consensus;
        this.agent = agent;
        this.clock = clock;
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * Makes a change.
     *
     * @param done gets null once this member has applied the change, else the error; on any thread
     */
    public void make(MemberChange change, Consumer<@Nullable EtcdError> done) {
        Attempt attempt = new Attempt(change, done, clock.nanoTime() + timeoutNanos);
        if (!agent.offer(attempt)) {
            done.accept(EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
    }

    private final class Attempt implements Runnable, Completion<Membership> {
        private final MemberChange change;
        private final Consumer<@Nullable EtcdError> done;
        private final long deadline;

        Attempt(MemberChange change, Consumer<@Nullable EtcdError> done, long deadline) {
            this.change = change;
            this.done = done;
            this.deadline = deadline;
        }

        @Override
        public void run() {
            consensus.change(change, this);
        }

        @Override
        public void done(Membership membership) {
            done.accept(null);
        }

        @Override
        public void failed(ClusterException cause) {
            boolean inTime = clock.nanoTime() - deadline < 0;
            if (cause.reason() == Reason.CHANGE_PENDING && inTime) {
                agent.schedule(RETRY, this);
            } else if (cause.reason() == Reason.REJECTED) {
                done.accept(MemberVeto.error(cause.getMessage()));
            } else {
                done.accept(ConsensusErrors.of(cause.reason()));
            }
        }
    }
}
