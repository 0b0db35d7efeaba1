package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerHandler;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.api.peer.PeerTransport.Lane;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.MessageType;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.peer.PeerCodec;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two directions of talking to other members: encodes and sends, decodes and hands to the raft thread. Safe for use
 * by any thread.
 */
final class PeerLinks implements PeerHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PeerLinks.class);

    private final long ownId;
    private final PeerTransport transport;
    private final Intake<Received> messages;
    private final LongConsumer unreachable;
    private final SnapshotInbox snapshots;
    private final AtomicLong numbers;
    private final Set<Long> complainedOf = ConcurrentHashMap.newKeySet();

    /** Takes snapshots in. Called by any thread. */
    interface SnapshotInbox {
        /** Begins to receive the snapshot that a message announces. */
        SnapshotReceiver receive(InstallSnapshot message, byte[] encoded) throws IOException;
    }

    /** A message, its number if it is a proposal, and what it took on the wire. */
    record Received(PeerMessage message, long number, int bytes) {}

    /**
     * Links a member to the others.
     *
     * @param messages takes the messages of others; when it is full they are dropped, as if they had been lost on the
     *     way
     * @param unreachable is told which member cannot be reached; called by any thread
     * @param firstNumber of the proposals that are passed on; random, so that no other member or later life uses it
     */
    PeerLinks(
            long ownId,
            PeerTransport transport,
            Intake<Received> messages,
            LongConsumer unreachable,
            SnapshotInbox snapshots,
            long firstNumber) {
        this.numbers = new AtomicLong(firstNumber);
        this.ownId = ownId;
        this.transport = transport;
        this.messages = messages;
        this.unreachable = unreachable;
        this.snapshots = snapshots;
    }

    /** Returns false when the message was certainly dropped. */
    boolean send(PeerMessage message) {
        MessageType type = message.type();
        Lane lane = type == MessageType.APPEND || type == MessageType.PROPOSE ? Lane.BULK : Lane.URGENT;
        return transport.send(message.to(), lane, PeerCodec.encode(message, numbers.getAndIncrement()));
    }

    @Override
    public void received(long from, byte[] bytes) {
        PeerCodec.Numbered numbered;
        try {
            numbered = PeerCodec.decode(bytes);
        } catch (IllegalArgumentException e) {
            complain(from, String.valueOf(e.getMessage()));
            return;
        }
        PeerMessage message = numbered.message();
        if (message.to() != ownId || message instanceof InstallSnapshot) {
            complain(from, "a message that is not for this member: " + message.type());
            return;
        }
        complainedOf.remove(from);
        // Where too many wait, this one is lost, as it could have been on the way.
        boolean ignored = messages.offer(new Received(message, numbered.number(), bytes.length));
    }

    @Override
    public void unreachable(long memberId) {
        unreachable.accept(memberId);
    }

    @Override
    public void removed() {
        // What follows from it is for the one who runs the member to decide.
    }

    @Override
    public SnapshotReceiver snapshot(long from, byte[] bytes) throws IOException {
        try {
            if (PeerCodec.decode(bytes).message() instanceof InstallSnapshot message && message.to() == ownId) {
                LOG.info(
                        "receiving snapshot at index {} from {}",
                        message.snapshot().index(),
                        Long.toHexString(from));
                return snapshots.receive(message, bytes);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        throw new IOException("a snapshot that is not for this member");
    }

    @Override
    public void called(String method, byte[] request, Completion<byte[]> answer) {
        answer.failed(new ClusterException(
                ClusterException.Reason.REJECTED, "the consensus engine answers no question: " + method));
    }

    /** Once for each peer until it sends something readable again. */
    private void complain(long from, String what) {
        if (complainedOf.add(from)) {
            LOG.warn("ignoring messages from {}: {}", Long.toHexString(from), what);
        }
    }
}
