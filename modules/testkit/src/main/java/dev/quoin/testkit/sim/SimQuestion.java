package dev.quoin.testkit.sim;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerHandler;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A question on its way to another member, and the answer on its way back. What is lost is noticed when the time is up.
 */
final class SimQuestion {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SimNetwork network;
    private final SimPeerTransport asker;
    private final URI peer;
    private final Completion<byte[]> done;
    private boolean over;

    SimQuestion(SimNetwork network, SimPeerTransport asker, URI peer, Completion<byte[]> done) {
        this.network = network;
        this.asker = asker;
        this.peer = peer;
        this.done = done;
    }

    void ask(String method, byte[] request) {
        Long to = network.memberAt(peer);
        PeerHandler there = to == null ? null : asker.receiver(to);
        if (to == null || there == null) {
            later(() -> fail("nobody can be reached at " + peer));
            return;
        }
        network.simulation().after(PATIENCE, () -> fail("no answer from " + peer));
        if (!network.losesNext()) {
            later(() -> deliver(to, there, method, request));
        }
    }

    private void deliver(long to, PeerHandler there, String method, byte[] request) {
        if (asker.receiver(to) == there) {
            there.called(method, request, new Completion<>() {
                @Override
                public void done(byte[] answer) {
                    answer(to, there, answer, null);
                }

                @Override
                public void failed(ClusterException cause) {
                    answer(to, there, new byte[0], cause);
                }
            });
        }
    }

    private void answer(long from, PeerHandler there, byte[] answer, @Nullable ClusterException cause) {
        if (network.losesNext()) {
            return;
        }
        later(() -> {
            SimPeerTransport other = network.member(from);
            if (other != null && other.isHandledBy(there) && asker.isReachedFrom(from)) {
                finish(answer, cause);
            }
        });
    }

    private void fail(String why) {
        finish(new byte[0], new ClusterException(Reason.IO, why));
    }

    private void finish(byte[] answer, @Nullable ClusterException cause) {
        // A process that has ended learns of nothing.
        if (over || asker.hasEnded()) {
            return;
        }
        over = true;
        if (cause == null) {
            done.done(answer);
        } else {
            done.failed(cause);
        }
    }

    private void later(Runnable step) {
        network.simulation().after(Duration.ofNanos(network.nextDelay()), step);
    }
}
