package dev.quoin.core.peer;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
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

/** Asks the leader, whoever that is, and asks again while leadership moves, until the time is up. Safe for use by any thread; never blocks. */
public final class LeaderCalls implements AutoCloseable {
    private static final int INBOX = 8192;
    private static final long RETRY = 100_000_000L;

    private final PeerTransport peers;
    private final ConsensusNode consensus;
    private final Store store;
    private final Host host;
    private final Agent agent;
    private final long timeoutNanos;

    /** With how long a question may take. */
    public LeaderCalls(PeerTransport peers, ConsensusNode consensus, Store store, Host host, long timeoutNanos) {
        this.peers = peers;
        this.consensus = consensus;
        this.store = store;
        this.host = host;
        this.timeoutNanos = timeoutNanos;
        this.agent = host.startAgent("leader-calls", INBOX, () -> {});
    }

    /** Asks; where this member leads itself meanwhile, the question fails with {@link Reason#LEADER_CHANGED}. */
    public void ask(String method, byte[] request, Completion<byte[]> done) {
        Asking asking = new Asking(method, request, done, host.clock().nanoTime() + timeoutNanos);
        if (!agent.offer(asking)) {
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

    @Override
    public void close() {
        agent.close();
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
                done.failed(new ClusterException(Reason.LEADER_CHANGED, "this member leads now"));
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
            done.done(answer);
        }

        @Override
        public void failed(ClusterException cause) {
            switch (cause.reason()) {
                case REJECTED, OVERLOADED, BAD_TRANSFEREE, CORRUPT, UNSUPPORTED -> done.failed(cause);
                default -> again(cause);
            }
        }

        private void again(ClusterException cause) {
            if (host.clock().nanoTime() - deadline > 0) {
                done.failed(new ClusterException(Reason.TIMEOUT, String.valueOf(cause.getMessage()), cause));
            } else {
                agent.schedule(RETRY, this);
            }
        }
    }
}
