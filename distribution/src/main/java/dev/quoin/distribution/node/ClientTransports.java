package dev.quoin.distribution.node;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.transport.ApiHandler;
import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.ClientTransportProvider;
import dev.quoin.api.transport.Pages;
import dev.quoin.core.node.CloseStack;
import dev.quoin.distribution.config.NodeOptions.ListenUrls;
import dev.quoin.distribution.config.Settings;
import dev.quoin.net.client.ConnectionProtocolProvider;
import dev.quoin.net.client.NetOptions;
import dev.quoin.net.client.Port;
import dev.quoin.net.client.SharedTransport;
import dev.quoin.net.client.SharesPort;
import dev.quoin.net.protocol.ConnectionProtocol;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens the chosen client transports. Those that can share ports get one listener together, with a port each for clients, for clients that speak HTTP where
 * these have URLs of their own, and for metrics; each of the others brings its own.
 */
final class ClientTransports {
    /** By this ALPN name a protocol is known to be HTTP, and to serve pages. */
    private static final String HTTP = "http/1.1";

    /** The API of ports that serve pages alone. */
    private static final ApiHandler NO_METHODS = new ApiHandler() {
        @Override
        public @Nullable ApiMethod method(String path) {
            return null;
        }

        @Override
        public Collection<ApiMethod> methods() {
            return List.of();
        }
    };

    private final Settings settings;
    private final ListenUrls urls;
    private final ClientTransportContext context;
    private final List<ConnectionProtocolProvider> sharing;
    private final List<ClientTransportProvider> alone;

    ClientTransports(
            Settings settings,
            ListenUrls urls,
            ClientTransportContext context,
            List<ClientTransportProvider> providers) {
        this.settings = settings;
        this.urls = urls;
        this.context = context;
        sharing = providers.stream()
                .filter(ConnectionProtocolProvider.class::isInstance)
                .map(ConnectionProtocolProvider.class::cast)
                .toList();
        alone = providers.stream()
                .filter(provider -> !(provider instanceof ConnectionProtocolProvider))
                .toList();
    }

    /** A transport, and the URLs in the order of the addresses that it binds. */
    record Serving(ClientTransport transport, List<Served> served) {}

    /**
     * A URL for clients.
     *
     * @param traffic what is spoken there, for the log
     */
    record Served(URI url, String traffic) {}

    /** The transports, not started; what is opened is handed over for closing, also when a later one fails. */
    List<Serving> open(CloseStack opened) {
        List<Serving> transports = new ArrayList<>();
        for (ClientTransportProvider provider : alone) {
            ClientTransport transport = opened.add(provider.open(settings.of(provider), context));
            transports.add(new Serving(transport, served(context.listenUrls(), provider.name())));
        }
        List<Port> ports = ports();
        if (!ports.isEmpty()) {
            NetOptions net = NetOptions.of(settings.of(NetOptions.KEYS));
            ClientTransport transport = opened.add(new SharedTransport(net, context.authenticator(), ports));
            transports.add(new Serving(
                    transport,
                    ports.stream()
                            .filter(port -> port.side() == Authenticator.Listener.CLIENT)
                            .flatMap(port -> served(port.urls(), traffic(port)).stream())
                            .toList()));
        }
        return transports;
    }

    private static List<Served> served(List<URI> urls, String traffic) {
        return urls.stream().map(url -> new Served(url, traffic)).toList();
    }

    /** In etcd's words. */
    private static String traffic(Port port) {
        boolean http = port.protocols().stream().anyMatch(ClientTransports::isHttp);
        boolean others = !port.protocols().stream().allMatch(ClientTransports::isHttp);
        return http && others ? "grpc+http" : http ? "http" : "grpc";
    }

    private List<Port> ports() {
        boolean split = !urls.clientHttp().isEmpty();
        List<Port> ports = new ArrayList<>();
        add(ports, context.listenUrls(), protocols(context).filter(protocol -> !split || !isHttp(protocol)));
        if (split) {
            requireHttp("listen-client-http-urls");
            add(ports, urls.clientHttp(), protocols(context).filter(ClientTransports::isHttp));
        }
        if (!urls.metrics().isEmpty()) {
            requireHttp("listen-metrics-urls");
            Stream<ConnectionProtocol> pages = protocols(pagesOnly(probes())).filter(ClientTransports::isHttp);
            ports.add(new Port(Authenticator.Listener.METRICS, urls.metrics(), pages.toList()));
        }
        return ports;
    }

    private static void add(List<Port> ports, List<URI> urls, Stream<ConnectionProtocol> spoken) {
        List<ConnectionProtocol> protocols = spoken.toList();
        if (!protocols.isEmpty()) {
            ports.add(new Port(Authenticator.Listener.CLIENT, urls, protocols));
        }
    }

    private Stream<ConnectionProtocol> protocols(ClientTransportContext offered) {
        return sharing.stream().map(provider -> provider.protocol(settings.of(provider), offered));
    }

    private static boolean isHttp(ConnectionProtocol protocol) {
        return protocol.applicationProtocols().contains(HTTP);
    }

    private void requireHttp(String key) {
        if (protocols(context).noneMatch(ClientTransports::isHttp)) {
            throw new ConfigException("--" + key + " needs a transport that speaks HTTP: add http to --transport");
        }
    }

    /** What is served for scrapers and probes on URLs of their own. */
    private Pages probes() {
        return path -> path.equals("/metrics")
                        || path.equals("/health")
                        || path.startsWith("/livez")
                        || path.startsWith("/readyz")
                ? context.pages().page(path)
                : null;
    }

    /** Lets HTTP be spoken on the ports of members, for some pages, where both can. */
    void shareWith(Object peers, Pages pages) {
        if (peers instanceof SharesPort port) {
            protocols(pagesOnly(pages)).filter(ClientTransports::isHttp).forEach(port::share);
        }
    }

    private ClientTransportContext pagesOnly(Pages pages) {
        return new ClientTransportContext(List.of(), NO_METHODS, context.authenticator(), context.limits(), pages);
    }
}
