package dev.quoin.testkit.sim;

import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerHandler;
import dev.quoin.api.peer.PeerTransport;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One process's end of the links of a member. */
final class SimPeerTransport implements PeerTransport {
    private final SimNetwork network;
    private final long ownId;
    private final Map<Path, Long> lastArrival = new HashMap<>();
    private final Set<Long> dialled = new HashSet<>();
    private final Set<Long> removed = new HashSet<>();
    private @Nullable PeerHandler handler;
    private boolean dead;
    private boolean processEnded;

    private record Path(long to, Lane lane) {}

    SimPeerTransport(SimNetwork network, long ownId) {
        this.network = network;
        this.ownId = ownId;
    }

    @Override
    public void start(PeerHandler newHandler) {
        handler = newHandler;
    }

    @Override
    public void setPeer(long memberId, List<URI> urls) {
        removed.remove(memberId);
        dialled.add(memberId);
    }

    @Override
    public void removePeer(long memberId) {
        removed.add(memberId);
        dialled.remove(memberId);
    }

    @Override
    public boolean send(long memberId, Lane lane, List<byte[]> message) {
        if (dead || removed.contains(memberId) || network.isDialledOnly() && !dialled.contains(memberId)) {
            return false;
        }
        byte[] bytes = join(message);
        if (!network.losesNext()) {
            deliverLater(memberId, lane, bytes);
        }
        if (network.duplicatesNext()) {
            deliverLater(memberId, lane, bytes.clone());
        }
        return true;
    }

    /** Returns a time as long as the network has carried anything, which goes back to the beginning. */
    @Override
    public long activeNanos(long memberId) {
        return receiver(memberId) == null ? -1 : Long.MAX_VALUE;
    }

    private void deliverLater(long to, Lane lane, byte[] bytes) {
        long now = network.simulation().now();
        long arrival = now + network.nextDelay();
        if (!network.reorders()) {
            arrival = Math.max(arrival, lastArrival.getOrDefault(new Path(to, lane), 0L) + 1);
            lastArrival.put(new Path(to, lane), arrival);
        }
        PeerHandler connected = receiver(to);
        network.simulation().after(Duration.ofNanos(arrival - now), () -> {
            PeerHandler receiver = receiver(to);
            // A connection does not outlive the process at either end.
            if (receiver == null || receiver != connected) {
                return;
            }
            if (hasForgotten(to)) {
                tellRemoved();
            } else {
                introduce(to);
                receiver.received(ownId, bytes);
            }
        });
    }

    /** A member that dials says where it is reached itself. */
    private void introduce(long to) {
        SimPeerTransport other = network.member(to);
        if (other != null) {
            other.dialled.add(ownId);
        }
    }

    private boolean hasForgotten(long to) {
        SimPeerTransport other = network.member(to);
        return other != null && other.removed.contains(ownId);
    }

    private void tellRemoved() {
        PeerHandler own = handler;
        if (own != null) {
            own.removed();
        }
    }

    /** The other end, if it can be reached just now. */
    @Nullable
    PeerHandler receiver(long to) {
        SimPeerTransport other = network.member(to);
        return dead || other == null || network.isCut(ownId, to) ? null : other.handler;
    }

    @Override
    public void sendSnapshot(long memberId, byte[] message, ReadableByteChannel source, Completion<Void> done) {
        new SimSnapshotStream(network, this, memberId, source, done).begin(ownId, message);
    }

    @Override
    public void call(URI peer, String method, byte[] request, Completion<byte[]> done) {
        new SimQuestion(network, this, peer, done).ask(method, request);
    }

    @Override
    public void close() {
        die();
    }

    boolean isHandledBy(@Nullable PeerHandler candidate) {
        return candidate != null && handler == candidate;
    }

    /** The process is gone: nobody is there to be told anything. */
    void endProcess() {
        processEnded = true;
        die();
    }

    boolean hasEnded() {
        return dead;
    }

    boolean isReachedFrom(long other) {
        return !dead && !network.isCut(other, ownId);
    }

    boolean hasProcessEnded() {
        return processEnded;
    }

    private void die() {
        dead = true;
        handler = null;
    }

    private static byte[] join(List<byte[]> parts) {
        ByteBuffer joined =
                ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(joined::put);
        return joined.array();
    }
}
