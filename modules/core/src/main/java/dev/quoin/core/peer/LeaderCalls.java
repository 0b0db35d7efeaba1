package dev.quoin.core.peer;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.rpc.Member;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the leader, whoever that is, and asks again while leadership moves, until the time is up. Safe for use by any thread; never blocks. */
public final class LeaderCalls {
    private static final int MOST_OPEN = 8192;
    private static final long RETRY = 100_000_000L;

    private final PeerTransport peers;
    private final ConsensusNode consensus;
    private final Store store;
    private final Agent agent;
    private final Clock clock;
    private final long timeoutNanos;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * Asks through a transport.
     *
     * @param agent runs what has to wait; has room for all questions that may be open
     * @param timeoutNanos how long a question may take
     */
    public LeaderCalls(
            PeerTransport peers, ConsensusNode consensus, Store store, Agent agent, Clock clock, long timeoutNanos) {
        this.peers = peers;
        this.consensus = consensus;
        this.store = store;
        this.agent = agent;
        this.clock = clock;
        this.timeoutNanos = timeoutNanos;
    }

    /** Asks; where this member leads itself meanwhile, the question fails with {@link Reason#LEADER_CHANGED}. */
    public void ask(String method, byte[] request, Completion<byte[]> done) {
        Asking asking = new Asking(method, request, done, clock.nanoTime() + timeoutNanos);
        if (open.incrementAndGet() > MOST_OPEN || !agent.offer(asking)) {
            open.decrementAndGet();
            done.failed(new ClusterException(Reason.OVERLOADED, "too many questions to the leader wait"));
        }
    }

    private List<URI> leaderUrls() {
        long leader = consensus.status().leaderId();
        if (leader == 0) {
            return List.of();
        }
        try (StoreView view = store.openView()) {
            Member member = ClusterTable.member(view.backend(), leader);
            return member == null ? List.of() : PeerDirectory.urls(member);
        }
    }

    private final class Asking implements Runnable, Completion<byte[]> {
        private final String method;
        private final byte[] request;
        private final Completion<byte[]> done;
        private final long deadline;
        private int attempts;

        Asking(String method, byte[] request, Completion<byte[]> done, long deadline) {
            this.method = method;
            this.request = request;
            this.done = done;
            this.deadline = deadline;
        }

        @Override
        public void run() {
            if (consensus.status().leader()) {
                end(new ClusterException(Reason.LEADER_CHANGED, "this member leads now"));
                return;
            }
            List<URI> urls = leaderUrls();
            if (urls.isEmpty()) {
                again(new ClusterException(Reason.NO_LEADER, "there is no leader"));
            } else {
                peers.call(urls.get(attempts++ % urls.size()), method, request, this);
            }
        }

        @Override
        public void done(byte[] answer) {
            open.decrementAndGet();
            done.done(answer);
        }

        private void end(ClusterException cause) {
            open.decrementAndGet();
            done.failed(cause);
        }

        @Override
        public void failed(ClusterException cause) {
            switch (cause.reason()) {
                case REJECTED, OVERLOADED, BAD_TRANSFEREE, CORRUPT, UNSUPPORTED -> end(cause);
                default -> again(cause);
            }
        }

        private void again(ClusterException cause) {
            if (clock.nanoTime() - deadline > 0) {
                end(new ClusterException(Reason.TIMEOUT, String.valueOf(cause.getMessage()), cause));
            } else {
                agent.schedule(RETRY, this);
            }
        }
    }
}
