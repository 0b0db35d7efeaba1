package dev.quoin.distribution.peer;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerHandler;
import dev.quoin.api.peer.PeerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.util.List;

/** Drops every message, as a transport may, and says so. */
public final class NoPeers implements PeerTransport {
    /** Of a member that is alone. */
    public NoPeers() {}

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
    public void sendSnapshot(long memberId, byte[] message, ReadableByteChannel source, Completion<Void> done) {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            done.failed(alone());
        }
    }

    @Override
    public void call(URI peer, String method, byte[] request, Completion<byte[]> done) {
        done.failed(alone());
    }

    private static ClusterException alone() {
        return new ClusterException(ClusterException.Reason.STOPPED, "--peer-transport=none reaches no other member");
    }

    @Override
    public void close() {}
}
