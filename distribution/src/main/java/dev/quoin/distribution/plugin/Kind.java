package dev.quoin.distribution.plugin;

import dev.quoin.api.Provider;
import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.peer.PeerTransportProvider;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.transport.ClientTransportProvider;

/** The extension points, in the order in which they are listed. */
public enum Kind {
    /** Stores. */
    BACKEND("backend", StorageBackendProvider.class),
    /** The replicated log. */
    CONSENSUS("consensus", ConsensusProvider.class),
    /** Serves clients. */
    TRANSPORT("transport", ClientTransportProvider.class),
    /** Links members. */
    PEER_TRANSPORT("peer-transport", PeerTransportProvider.class),
    /** Tells who asks. */
    AUTH("auth", AuthProvider.class);

    private final String flag;
    private final Class<? extends Provider> service;

    Kind(String flag, Class<? extends Provider> service) {
        this.flag = flag;
        this.service = service;
    }

    /** The flag that chooses a provider of this kind, without dashes. */
    public String flag() {
        return flag;
    }

    /** What its providers implement. */
    public Class<? extends Provider> service() {
        return service;
    }
}
