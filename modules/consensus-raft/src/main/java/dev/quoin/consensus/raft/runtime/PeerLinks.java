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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two directions of talking to other members: encodes and sends, decodes and hands to the raft thread. Safe for use by any thread. */
final class PeerLinks implements PeerHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PeerLinks.class);

    /** Messages that wait for the raft thread beyond this are dropped, as if they had been lost on the way. */
    private static final long MAX_WAITING_BYTES = 64 << 20;

    private final long ownId;
    private final PeerTransport transport;
    private final Inbound inbound;
    private final AtomicLong numbers;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Set<Long> complainedOf = ConcurrentHashMap.newKeySet();

    /** Where what comes in goes; all methods may be called by any thread. */
    interface Inbound {
        /** Returns false if it is dropped. */
        boolean message(Received received);

        void unreachable(long peer);

        SnapshotReceiver snapshot(InstallSnapshot message, byte[] encoded) throws IOException;
    }

    /** A message, its number if it is a proposal, and what it took on the wire. */
    record Received(PeerMessage message, long number, int bytes) {}

    /** @param firstNumber of proposals that are passed on; random, so that no other member or later life uses it */
    PeerLinks(long ownId, PeerTransport transport, Inbound inbound, long firstNumber) {
        this.numbers = new AtomicLong(firstNumber);
        this.ownId = ownId;
        this.transport = transport;
        this.inbound = inbound;
    }

    /** Returns false when the message was certainly dropped. */
    boolean send(PeerMessage message) {
        MessageType type = message.type();
        Lane lane = type == MessageType.APPEND || type == MessageType.PROPOSE ? Lane.BULK : Lane.URGENT;
        return transport.send(message.to(), lane, PeerCodec.encode(message, numbers.getAndIncrement()));
    }

    /** The raft thread has taken a message. */
    void taken(Received received) {
        waitingBytes.addAndGet(-received.bytes);
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
        if (waitingBytes.addAndGet(bytes.length) > MAX_WAITING_BYTES
                || !inbound.message(new Received(message, numbered.number(), bytes.length))) {
            waitingBytes.addAndGet(-bytes.length);
        }
    }

    @Override
    public void unreachable(long memberId) {
        inbound.unreachable(memberId);
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
                return inbound.snapshot(message, bytes);
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
