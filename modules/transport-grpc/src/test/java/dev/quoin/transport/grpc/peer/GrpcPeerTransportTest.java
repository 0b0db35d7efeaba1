package dev.quoin.transport.grpc.peer;

import dev.quoin.api.transport.PeerTransportProvider;
import dev.quoin.testkit.transport.PeerTransportConformance;
import dev.quoin.transport.grpc.GrpcPeerTransportProvider;

class GrpcPeerTransportTest extends PeerTransportConformance {
    @Override
    protected PeerTransportProvider provider() {
        return new GrpcPeerTransportProvider();
    }
}
