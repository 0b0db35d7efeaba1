package dev.quoin.transport.grpc;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.api.peer.PeerTransportContext;
import dev.quoin.api.peer.PeerTransportProvider;
import dev.quoin.transport.grpc.peer.GrpcPeerTransport;
import dev.quoin.transport.grpc.peer.stream.PeerSettings;

/** The peer transport {@code grpc}. */
public class GrpcPeerTransportProvider implements PeerTransportProvider {
    @Override
    public String name() {
        return "grpc";
    }

    @Override
    public String description() {
        return "gRPC streams between members, in clear text or TLS";
    }

    @Override
    public ConfigSpec configSpec() {
        return PeerSettings.spec();
    }

    @Override
    public PeerTransport open(ConfigValues config, PeerTransportContext context) {
        return new GrpcPeerTransport(context, PeerSettings.of(config));
    }
}
