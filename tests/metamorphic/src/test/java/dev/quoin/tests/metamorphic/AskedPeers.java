package dev.quoin.tests.metamorphic;

import dev.quoin.api.consensus.ConsensusException;
import dev.quoin.api.consensus.ConsensusException.Reason;
import dev.quoin.api.consensus.ConsensusNode.Completion;
import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.transport.PeerHandler;
import dev.quoin.api.transport.PeerTransport;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A member's end of simulated links, on which questions reach the members at once. */
record AskedPeers(PeerTransport links, URI own, Map<URI, PeerHandler> listening) implements PeerTransport {
    @Override
    public void start(PeerHandler handler) {
        links.start(handler);
        listening.put(own, handler);
    }

    @Override
    public void call(URI peer, String method, byte[] request, Completion<byte[]> done) {
        PeerHandler asked = listening.get(peer);
        if (asked == null) {
            done.failed(new ConsensusException(Reason.IO, "nobody listens at " + peer));
        } else {
            asked.called(method, request, done);
        }
    }

    @Override
    public void setPeer(long memberId, List<URI> urls) {
        links.setPeer(memberId, urls);
    }

    @Override
    public void removePeer(long memberId) {
        links.removePeer(memberId);
    }

    @Override
    public boolean send(long memberId, Lane lane, List<byte[]> message) {
        return links.send(memberId, lane, message);
    }

    @Override
    public long activeNanos(long memberId) {
        return links.activeNanos(memberId);
    }

    @Override
    public void sendSnapshot(long memberId, byte[] message, SnapshotSource source, Completion<Void> done) {
        links.sendSnapshot(memberId, message, source, done);
    }

    @Override
    public void close() {
        listening.remove(own);
        links.close();
    }
}
