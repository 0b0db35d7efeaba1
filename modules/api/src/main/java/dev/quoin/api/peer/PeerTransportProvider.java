package dev.quoin.api.peer;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;

/** The extension point for the links between members. */
public interface PeerTransportProvider extends Provider {
    /**
     * Prepares a transport. It listens and dials only after {@link PeerTransport#start}.
     *
     * @throws dev.quoin.api.config.ConfigException naming the key and the value, when a value cannot be used
     */
    PeerTransport open(ConfigValues config, PeerTransportContext context);
}
