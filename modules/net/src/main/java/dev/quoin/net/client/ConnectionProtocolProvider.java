package dev.quoin.net.client;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.ClientTransportProvider;
import dev.quoin.net.protocol.ConnectionProtocol;
import java.util.List;

/**
 * The extension point for protocols that serve clients on ports which they share with other protocols. Found by ServiceLoader as a
 * {@link ClientTransportProvider}, which it is: alone it opens a transport with a listener of its own. Chosen together with others of its kind, it only makes
 * its protocol, and one {@link SharedTransport} listens for all of them.
 */
public interface ConnectionProtocolProvider extends ClientTransportProvider {
    /**
     * Makes the protocol for the ports that {@code context} describes. May be called several times, for ports that offer different things. Must not listen, and
     * must not start threads.
     *
     * @param context its listen URLs are of no concern to a protocol
     */
    ConnectionProtocol protocol(ConfigValues config, ClientTransportContext context);

    @Override
    default ClientTransport open(ConfigValues config, ClientTransportContext context) {
        return new SharedTransport(
                NetOptions.defaults(),
                context.authenticator(),
                List.of(new Port(
                        Authenticator.Listener.CLIENT, context.listenUrls(), List.of(protocol(config, context)))));
    }
}
