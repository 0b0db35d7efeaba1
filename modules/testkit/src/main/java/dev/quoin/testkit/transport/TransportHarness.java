package dev.quoin.testkit.transport;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.ClientTransportProvider;
import dev.quoin.api.transport.TransportLimits;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs transports for tests, and ends them. */
public final class TransportHarness implements AutoCloseable {
    /** Wide enough to be out of the way. */
    public static final TransportLimits LIMITS = new TransportLimits(
            2 * 1024 * 1024, 1000, Duration.ofSeconds(5), Duration.ofHours(2), Duration.ofSeconds(20));

    private final ClientTransportProvider provider;
    private final TransportClient.Factory clients;
    private final List<AutoCloseable> open = new ArrayList<>();

    /** Tests this provider. */
    public TransportHarness(ClientTransportProvider provider, TransportClient.Factory clients) {
        this.provider = provider;
        this.clients = clients;
    }

    /** A transport, not started. */
    public ClientTransport open(TestApi api, TransportLimits limits, URI... urls) {
        ClientTransportContext context = new ClientTransportContext(List.of(urls), api, new ByToken(), limits);
        ClientTransport transport = provider.open(provider.configSpec().read(Map.of()), context);
        open.add(transport);
        return transport;
    }

    /** A transport that listens on a free port of the loopback interface. */
    public Running start(TestApi api, TransportLimits limits) {
        ClientTransport transport = open(api, limits, URI.create("http://127.0.0.1:0"));
        return new Running(transport, transport.start().getFirst());
    }

    /** A client with a connection of its own. */
    public TransportClient client(InetSocketAddress address) {
        TransportClient client = clients.connect(address);
        open.add(client);
        return client;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
        open.clear();
    }

    /**
     * A started transport.
     *
     * @param address where it listens
     */
    public record Running(ClientTransport transport, InetSocketAddress address) {}

    /** Takes a request's token for the name of its user. */
    private static final class ByToken implements Authenticator {
        @Override
        public Optional<TlsMaterial> tls(Listener listener) {
            return Optional.empty();
        }

        @Override
        public Identity identify(Credentials credentials) {
            String token = credentials.token();
            return token == null ? Identity.anonymous() : new Identity(token, "token");
        }

        @Override
        public void close() {}
    }
}
