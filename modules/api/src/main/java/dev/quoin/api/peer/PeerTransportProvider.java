package dev.quoin.api.peer;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;

/** The extension point for the links between members. */
public interface PeerTransportProvider extends Provider {
    /** Prepares; {@link PeerTransport#start} listens and dials. */
    PeerTransport open(ConfigValues config, PeerTransportContext context);
}
