package dev.quoin.api.transport;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;

/** The extension point for transports that serve clients. */
public interface ClientTransportProvider extends Provider {
    /**
     * Prepares a transport. It listens only after {@link ClientTransport#start}.
     *
     * @throws dev.quoin.api.config.ConfigException naming the key and the value, when a value cannot be used
     */
    ClientTransport open(ConfigValues config, ClientTransportContext context);
}
