package dev.quoin.transport.grpc.peer;

import dev.quoin.api.peer.PeerTransportProvider;
import dev.quoin.testkit.peer.PeerTransportConformance;
import dev.quoin.transport.grpc.GrpcPeerTransportProvider;

class GrpcPeerTransportTest extends PeerTransportConformance {
    @Override
    protected PeerTransportProvider provider() {
        return new GrpcPeerTransportProvider();
    }
}
