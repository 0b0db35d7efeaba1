package dev.quoin.distribution.peer;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.api.peer.PeerTransportContext;
import dev.quoin.api.peer.PeerTransportProvider;

/** The choice for a cluster of one: nothing is listened on, nobody is dialled. */
public final class NoPeersProvider implements PeerTransportProvider {
    /** For the service loader. */
    public NoPeersProvider() {}

    @Override
    public String name() {
        return "none";
    }

    @Override
    public String description() {
        return "For a member that is alone: it listens on no peer URL, and reaches nobody.";
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.none();
    }

    @Override
    public PeerTransport open(ConfigValues config, PeerTransportContext context) {
        return new NoPeers();
    }
}
