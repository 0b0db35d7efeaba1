package dev.quoin.core.membership;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.core.answer.ConsensusErrors;
import dev.quoin.protocol.error.EtcdError;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has membership changes made, one after the other: what comes while another one is under way waits for a while. Safe for use by any thread. */
public final class ChangeQueue implements AutoCloseable {
    private static final int INBOX = 1024;
    private static final long RETRY = 50_000_000L;

    private final ConsensusNode consensus;
    private final Host host;
    private final Agent agent;
    private final long timeoutNanos;

    /** With how long a change may take. */
    public ChangeQueue(ConsensusNode consensus, Host host, long timeoutNanos) {
        this.consensus = consensus;
        this.host = host;
        this.timeoutNanos = timeoutNanos;
        this.agent = host.startAgent("membership", INBOX, () -> {});
    }

    /**
     * Makes a change.
     *
     * @param veto says, from the state in which it was found impossible, why it was
     * @param done gets null once this member has applied the change, else the error; on any thread
     */
    public void make(MemberChange change, Supplier<EtcdError> veto, Consumer<@Nullable EtcdError> done) {
        Attempt attempt = new Attempt(change, veto, done, host.clock().nanoTime() + timeoutNanos);
        if (!agent.offer(attempt)) {
            done.accept(EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
    }

    @Override
    public void close() {
        agent.close();
    }

    private final class Attempt implements Runnable, Completion<Membership> {
        private final MemberChange change;
        private final Supplier<EtcdError> veto;
        private final Consumer<@Nullable EtcdError> done;
        private final long deadline;

        Attempt(MemberChange change, Supplier<EtcdError> veto, Consumer<@Nullable EtcdError> done, long deadline) {
            this.change = change;
            this.veto = veto;
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
            boolean inTime = host.clock().nanoTime() - deadline < 0;
            if (cause.reason() == Reason.CHANGE_PENDING && inTime) {
                agent.schedule(RETRY, this);
            } else if (cause.reason() == Reason.REJECTED) {
                done.accept(veto.get());
            } else {
                done.accept(ConsensusErrors.of(cause.reason()));
            }
        }
    }
}
