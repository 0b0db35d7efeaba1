package dev.quoin.distribution.node;

import dev.quoin.api.Provider;
import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.peer.PeerTransportProvider;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.transport.ClientTransportProvider;
import dev.quoin.distribution.config.NodeOptions;
import dev.quoin.distribution.plugin.Kind;
import dev.quoin.distribution.plugin.PluginCatalog;
import dev.quoin.net.client.NetOptions;
import java.util.ArrayList;
import java.util.List;

/** The chosen providers. */
record Providers(
        StorageBackendProvider backend,
        ConsensusProvider consensus,
        List<ClientTransportProvider> transports,
        PeerTransportProvider peers,
        AuthProvider auth) {
    static Providers choose(NodeOptions.Chosen names, PluginCatalog plugins) {
        return new Providers(
                plugins.choose(Kind.BACKEND, StorageBackendProvider.class, names.backend()),
                plugins.choose(Kind.CONSENSUS, ConsensusProvider.class, names.consensus()),
                names.transports().stream()
                        .map(name -> plugins.choose(Kind.TRANSPORT, ClientTransportProvider.class, name))
                        .toList(),
                plugins.choose(Kind.PEER_TRANSPORT, PeerTransportProvider.class, names.peerTransport()),
                plugins.choose(Kind.AUTH, AuthProvider.class, names.auth()));
    }

    List<Provider> all() {
        List<Provider> all = new ArrayList<>(List.of(backend, consensus, peers, auth, NetOptions.KEYS));
        all.addAll(transports);
        return all;
    }
}
