package dev.quoin.testkit.sim;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerHandler;
import dev.quoin.api.peer.PeerHandler.SnapshotReceiver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A snapshot on its way, part by part. It breaks when either end or the link is gone at the time of a part. */
final class SimSnapshotStream {
    private static final int PART_BYTES = 1024;

    private final SimNetwork network;
    private final SimPeerTransport sender;
    private final long to;
    private final ReadableByteChannel source;
    private final Completion<Void> done;
    private @Nullable PeerHandler other;
    private @Nullable SnapshotReceiver receiver;

    SimSnapshotStream(
            SimNetwork network, SimPeerTransport sender, long to, ReadableByteChannel source, Completion<Void> done) {
        this.network = network;
        this.sender = sender;
        this.to = to;
        this.source = source;
        this.done = done;
    }

    void begin(long from, byte[] message) {
        later(() -> {
            PeerHandler there = sender.receiver(to);
            if (there == null) {
                throw new IOException("cannot be reached");
            }
            other = there;
            receiver = there.snapshot(from, message);
            nextPart();
        });
    }

    private void nextPart() {
        later(() -> {
            SnapshotReceiver there = reachable();
            ByteBuffer part = ByteBuffer.allocate(PART_BYTES);
            if (source.read(part) >= 0) {
                there.part(part.flip());
                nextPart();
            } else {
                there.end();
                source.close();
                succeed();
            }
        });
    }

    @SuppressWarnings("NullAway") // A completion of nothing takes null.
    private void succeed() {
        if (!sender.hasProcessEnded()) {
            done.done(null);
        }
    }

    private SnapshotReceiver reachable() throws IOException {
        SnapshotReceiver there = receiver;
        if (there == null || sender.receiver(to) != other) {
            throw new IOException("the connection was lost");
        }
        return there;
    }

    private void later(Step step) {
        network.simulation().after(Duration.ofNanos(network.nextDelay()), () -> {
            try {
                step.run();
            } catch (IOException e) {
                fail(e);
            }
        });
    }

    private void fail(IOException cause) {
        SnapshotReceiver there = receiver;
        // A process that has ended learns of nothing.
        if (there != null && isAlive()) {
            there.broken();
        }
        try {
            source.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        if (sender.hasProcessEnded()) {
            return;
        }
        done.failed(new ClusterException(Reason.IO, "snapshot to " + to + ": " + cause.getMessage(), cause));
    }

    private boolean isAlive() {
        SimPeerTransport there = network.member(to);
        return there != null && there.isHandledBy(other);
    }

    /** One event of the stream. */
    private interface Step {
        void run() throws IOException;
    }
}
