package dev.quoin.distribution.node;

import dev.quoin.api.Provider;
import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.peer.PeerTransportProvider;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.transport.ClientTransportProvider;
import dev.quoin.distribution.config.NodeOptions;
import dev.quoin.distribution.plugin.FoundProvider;
import dev.quoin.distribution.plugin.Kind;
import dev.quoin.distribution.plugin.PluginCatalog;
import dev.quoin.net.client.NetOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The chosen providers. */
record Providers(
        StorageBackendProvider backend,
        ConsensusProvider consensus,
        List<ClientTransportProvider> transports,
        PeerTransportProvider peers,
        List<AuthProvider> auth) {
    private static final String NO_AUTH = "none";

    /** @param byFlag names of the providers whose bare flags were given, which chooses authentication where none is named */
    static Providers choose(NodeOptions.Chosen names, Set<String> byFlag, PluginCatalog plugins) {
        return new Providers(
                plugins.choose(Kind.BACKEND, StorageBackendProvider.class, names.backend()),
                plugins.choose(Kind.CONSENSUS, ConsensusProvider.class, names.consensus()),
                names.transports().stream()
                        .map(name -> plugins.choose(Kind.TRANSPORT, ClientTransportProvider.class, name))
                        .toList(),
                plugins.choose(Kind.PEER_TRANSPORT, PeerTransportProvider.class, names.peerTransport()),
                auth(names.auth(), known(byFlag, plugins)).stream()
                        .map(name -> plugins.choose(Kind.AUTH, AuthProvider.class, name))
                        .toList());
    }

    /** Plugins of other kinds have bare flags too. */
    private static Set<String> known(Set<String> names, PluginCatalog plugins) {
        return plugins.found().stream()
                .filter(found -> found.kind() == Kind.AUTH)
                .map(FoundProvider::name)
                .filter(names::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Collection<String> auth(List<String> named, Set<String> byFlag) {
        if (!named.isEmpty()) {
            return named;
        }
        return byFlag.isEmpty() ? List.of(NO_AUTH) : byFlag;
    }

    List<Provider> all() {
        List<Provider> all = new ArrayList<>(List.of(backend, consensus, peers, NetOptions.KEYS));
        all.addAll(auth);
        all.addAll(transports);
        return all;
    }
}
