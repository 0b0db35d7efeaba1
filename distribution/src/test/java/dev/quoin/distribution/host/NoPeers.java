package dev.quoin.distribution.host;

import dev.quoin.api.consensus.ConsensusException;
import dev.quoin.api.consensus.ConsensusNode.Completion;
import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.transport.PeerHandler;
import dev.quoin.api.transport.PeerTransport;
import java.net.URI;
import java.util.List;

/** The links of a member that has no others. */
final class NoPeers implements PeerTransport {
    @Override
    public void start(PeerHandler handler) {}

    @Override
    public void setPeer(long memberId, List<URI> urls) {}

    @Override
    public void removePeer(long memberId) {}

    @Override
    public boolean send(long memberId, Lane lane, List<byte[]> message) {
        return false;
    }

    @Override
    public long activeNanos(long memberId) {
        return -1;
    }

    @Override
    public void sendSnapshot(long memberId, byte[] message, SnapshotSource source, Completion<Void> done) {
        done.failed(new ConsensusException(ConsensusException.Reason.IO, "no other members"));
    }

    @Override
    public void call(URI peer, String method, byte[] request, Completion<byte[]> done) {
        done.failed(new ConsensusException(ConsensusException.Reason.IO, "no other members"));
    }

    @Override
    public void close() {}
}
