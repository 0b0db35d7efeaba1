package dev.quoin.distribution.node;

import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.ClientTransportProvider;
import dev.quoin.core.node.CloseStack;
import dev.quoin.distribution.config.Settings;
import dev.quoin.net.client.ConnectionProtocolProvider;
import dev.quoin.net.client.NetOptions;
import dev.quoin.net.client.Port;
import dev.quoin.net.client.SharedTransport;
import dev.quoin.net.protocol.ConnectionProtocol;
import java.util.ArrayList;
import java.util.List;

/** Opens the chosen client transports. Those that share ports get one listener together; each of the others brings its own. */
final class ClientTransports {
    private final Settings settings;
    private final ClientTransportContext context;
    private final CloseStack opened;

    ClientTransports(Settings settings, ClientTransportContext context, CloseStack opened) {
        this.settings = settings;
        this.context = context;
        this.opened = opened;
    }

    /** The transports, not started; what is opened is handed over for closing, also when a later one fails. */
    List<ClientTransport> open(List<ClientTransportProvider> providers) {
        List<ClientTransport> transports = new ArrayList<>();
        List<ConnectionProtocol> protocols = new ArrayList<>();
        for (ClientTransportProvider provider : providers) {
            if (provider instanceof ConnectionProtocolProvider sharing) {
                protocols.add(sharing.protocol(settings.of(provider), context));
            } else {
                transports.add(opened.add(provider.open(settings.of(provider), context)));
            }
        }
        if (!protocols.isEmpty()) {
            NetOptions net = NetOptions.of(settings.of(NetOptions.KEYS));
            Port port = new Port(context.listenUrls(), protocols);
            transports.add(opened.add(new SharedTransport(net, context.authenticator(), List.of(port))));
        }
        return transports;
    }
}
