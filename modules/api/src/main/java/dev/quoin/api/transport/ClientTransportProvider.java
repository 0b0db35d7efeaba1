package dev.quoin.api.transport;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;

/** The extension point for transports that serve clients. */
public interface ClientTransportProvider extends Provider {
    /** Prepares; {@link ClientTransport#start} listens. */
    ClientTransport open(ConfigValues config, ClientTransportContext context);
}
