package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.peer.PeerCodec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots for followers that the log does not reach any more. The algorithm asks for one; it is opened on the apply
 * thread meanwhile, and is there when the algorithm asks again. Who is being sent one needs the entries behind it next,
 * so the log must not be cut beyond it until then: otherwise a follower would need one snapshot after the other for as
 * long as there is something to do. Lives on the raft thread.
 */
final class OutgoingSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(OutgoingSnapshots.class);

    private final PeerTransport peers;
    private final Runnable open;
    private final Outcome outcome;
    private final long keepNanos;
    private @Nullable SnapshotSource prepared;
    private long preparedAt;
    private boolean opening;

    /** By follower: the snapshot it is being sent, or was sent a moment ago. */
    private final Map<Long, Sent> recipients = new HashMap<>();

    /**
     * A snapshot at an index, and until when it is waited that the follower goes on from there; null while it is being
     * sent.
     */
    private record Sent(long index, @Nullable Long until) {}

    /** Told on any thread how sending ended. */
    interface Outcome {
        void sent(long peer, boolean delivered);
    }

    /**
     * For a transport.
     *
     * @param open has a snapshot opened, and {@link #opened} called
     * @param keepNanos how long one is kept that nobody asks for any more, and how long the log behind one that was
     *     delivered
     */
    OutgoingSnapshots(PeerTransport peers, Runnable open, Outcome outcome, long keepNanos) {
        this.peers = peers;
        this.open = open;
        this.outcome = outcome;
        this.keepNanos = keepNanos;
    }

    /** What the algorithm may send now, if it is not older than an index. */
    @Nullable
    Snapshot offer(long atLeast) {
        SnapshotSource ready = prepared;
        if (ready != null && ready.meta().index() >= atLeast) {
            SnapshotMeta meta = ready.meta();
            return new Snapshot(meta.index(), meta.term(), Memberships.toConfState(meta.membership()), Entry.NO_DATA);
        }
        if (!opening) {
            opening = true;
            open.run();
        }
        return null;
    }

    void opened(SnapshotSource source, long now) {
        opening = false;
        closePrepared();
        prepared = source;
        preparedAt = now;
    }

    void send(InstallSnapshot message) {
        SnapshotSource source = prepared;
        long peer = message.to();
        if (source == null || source.meta().index() != message.snapshot().index()) {
            // Another follower was faster; this one gets the next.
            outcome.sent(peer, false);
            return;
        }
        prepared = null;
        recipients.put(peer, new Sent(source.meta().index(), null));
        LOG.info("sending snapshot at index {} to {}", message.snapshot().index(), Long.toHexString(peer));
        byte[] encoded = SnapshotSpool.join(PeerCodec.encode(message, 0));
        peers.sendSnapshot(peer, encoded, source, new Completion<>() {
            @Override
            public void done(Void nothing) {
                outcome.sent(peer, true);
            }

            @Override
            public void failed(ClusterException cause) {
                LOG.warn("sending a snapshot to {} failed: {}", Long.toHexString(peer), cause.getMessage());
                outcome.sent(peer, false);
            }
        });
    }

    /** Sending has ended. */
    void ended(long peer, boolean delivered, long now) {
        Sent sent = recipients.remove(peer);
        if (sent != null && delivered) {
            recipients.put(peer, new Sent(sent.index, now + keepNanos));
        }
    }

    /** Up to where the log may be cut without sending followers off for another snapshot. */
    long mayCutTo() {
        return recipients.values().stream().mapToLong(Sent::index).min().orElse(Long.MAX_VALUE);
    }

    void tick(long now) {
        recipients.values().removeIf(sent -> sent.until != null && now - sent.until >= 0);
        if (prepared != null && now - preparedAt >= keepNanos) {
            closePrepared();
        }
    }

    void closePrepared() {
        SnapshotSource source = prepared;
        prepared = null;
        if (source != null) {
            try {
                source.close();
            } catch (IOException e) {
                LOG.warn("closing a snapshot failed: {}", e.getMessage());
            }
        }
    }
}
