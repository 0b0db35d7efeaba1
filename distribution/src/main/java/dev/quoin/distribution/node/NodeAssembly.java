package dev.quoin.distribution.node;

import dev.quoin.api.auth.AuthContext;
import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.api.peer.PeerTransportContext;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.transport.ClientTransportContext;
import dev.quoin.api.transport.ListenUrl;
import dev.quoin.api.transport.PageHandler;
import dev.quoin.api.transport.Pages;
import dev.quoin.core.cluster.FoundingMembers;
import dev.quoin.core.node.CloseStack;
import dev.quoin.core.node.Node;
import dev.quoin.core.node.Surroundings;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.distribution.auth.Authenticators;
import dev.quoin.distribution.config.NodeOptions;
import dev.quoin.distribution.config.Settings;
import dev.quoin.distribution.data.StoreHome;
import dev.quoin.distribution.host.ThreadHost;
import dev.quoin.distribution.metrics.MetricsPage;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Composes a node from the chosen providers. Closing ends all of it. */
final class NodeAssembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeAssembly.class);

    /** How long calls under way may go on once the node is told to stop; a stop is to be over in a second and a half. */
    private static final Duration STOP_GRACE = Duration.ofMillis(300);

    /** A healthy cluster takes a few milliseconds. */
    private static final long HAND_OVER_MILLIS = 500;

    private static final int METRICS_INBOX = 16;

    private final NodeOptions options;
    private final Settings settings;
    private final Providers providers;
    private final ThreadHost host = new ThreadHost();
    private final CloseStack opened = new CloseStack();
    private final Authenticator authenticator;
    private final Node node;
    private final Pages pages;
    private final List<ClientTransports.Serving> transports;

    private NodeAssembly(NodeOptions options, Settings settings, Providers providers) {
        this.options = options;
        this.settings = settings;
        this.providers = providers;
        try {
            authenticator = opened.add(authenticator());
            requireTls();
            MemberHome home = opened.add(memberHome());
            PeerTransport peers = opened.add(peers(home.wayIn().identity()));
            node = opened.add(node(home, peers));
            pages = pages();
            ClientTransports clients =
                    new ClientTransports(settings, options.urls(), clientContext(), providers.transports());
            clients.shareWith(peers, node.peerPages());
            transports = clients.open(opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Puts a node together and lets it take part in its cluster; it does not serve clients yet. */
    static NodeAssembly start(NodeOptions options, Settings settings, Providers providers) {
        NodeAssembly assembly = new NodeAssembly(options, settings, providers);
        try {
            assembly.requireSound();
            assembly.node.start();
        } catch (RuntimeException e) {
            assembly.opened.close();
            throw e;
        }
        return assembly;
    }

    /** @throws ClusterException when this member's data is not that of the others */
    private void requireSound() {
        CompletableFuture<@Nullable String> checked = new CompletableFuture<>();
        node.check(checked::complete);
        String wrong = checked.join();
        if (wrong != null) {
            throw new ClusterException(ClusterException.Reason.CORRUPT, wrong);
        }
    }

    private Authenticator authenticator() {
        AuthContext context = new AuthContext(
                host,
                options.dataDir(),
                options.urls().listenClient(),
                options.urls().listenPeer());
        return Authenticators.open(providers.auth(), settings::of, context);
    }

    private void requireTls() {
        requireTls(options.urls().listenPeer(), Authenticator.Listener.PEER, "peer");
        requireTls(options.urls().listenClient(), Authenticator.Listener.CLIENT, "client");
        requireTls(options.urls().clientHttp(), Authenticator.Listener.CLIENT, "client");
        requireTls(options.urls().metrics(), Authenticator.Listener.METRICS, "metrics");
    }

    private void requireTls(List<URI> urls, Authenticator.Listener side, String name) {
        for (URI url : urls) {
            if (ListenUrl.isTls(url) && authenticator.tls(side).isEmpty()) {
                throw new ConfigException(
                        "TLS key/cert must be provided for " + name + " url " + url + " with HTTPS scheme");
            }
        }
    }

    private MemberHome memberHome() {
        FoundingMembers founders =
                new FoundingMembers(options.cluster().texts(), options.cluster().token());
        Newcomer newcomer = new Newcomer(options, founders, () -> peers(new MemberIdentity(0, 0)));
        return MemberHome.open(options, founders, newcomer);
    }

    private Node node(MemberHome home, PeerTransport peers) {
        WayIn wayIn = home.wayIn();
        StoreHome store = new StoreHome(home.directory().store(), this::openBackend);
        PeerHub hub = new PeerHub(peers);
        return new Node(
                NodeConfigs.node(options, wayIn.identity()),
                new Surroundings(host, store, hub, wayIn.known()),
                machine -> engine(home, hub, machine));
    }

    private StorageBackend openBackend(Path folder) {
        StorageBackend backend = providers
                .backend()
                .open(settings.of(providers.backend()), new StorageBackendContext(folder, Node.tables()));
        LOG.atInfo().addKeyValue("backend", providers.backend().name()).log("opened backend");
        return backend;
    }

    private ConsensusNode engine(MemberHome home, PeerHub peers, StateMachine machine) {
        WayIn wayIn = home.wayIn();
        return providers
                .consensus()
                .open(
                        settings.of(providers.consensus()),
                        new ConsensusContext(host, home.log(), wayIn.identity(), wayIn.bootstrap(), machine, peers));
    }

    private PeerTransport peers(MemberIdentity identity) {
        return providers
                .peers()
                .open(
                        settings.of(providers.peers()),
                        new PeerTransportContext(
                                host,
                                identity,
                                options.urls().listenPeer(),
                                options.urls().advertisePeer(),
                                authenticator,
                                NodeConfigs.transport(options).maxMessageBytes()));
    }

    private ClientTransportContext clientContext() {
        return new ClientTransportContext(
                options.urls().listenClient(), node.api(), authenticator, NodeConfigs.transport(options), pages);
    }

    private Pages pages() {
        PageHandler metrics = new MetricsPage(
                host.meters().exposition(), opened.add(host.startAgent("metrics", METRICS_INBOX, () -> {})));
        return node.pages().or(path -> path.equals("/metrics") ? metrics : null);
    }

    /** Runs a task, which must not block, once the node can serve. */
    void whenReady(Runnable task) {
        node.whenReady(task);
    }

    /** Runs a task once this member has learnt that it was removed from its cluster. */
    void whenRemoved(Runnable task) {
        node.whenRemoved(task);
    }

    /** Listens for clients. */
    void serve() {
        for (ClientTransports.Serving serving : transports) {
            List<InetSocketAddress> bound = serving.transport().start();
            LOG.info("ready to serve client requests");
            for (int i = 0; i < serving.served().size(); i++) {
                serving(serving.served().get(i), bound.get(i));
            }
        }
    }

    private static void serving(ClientTransports.Served served, InetSocketAddress address) {
        String shown = address.getAddress() == null
                ? served.url().toString()
                : address.getAddress().getHostAddress() + ":" + address.getPort();
        LOG.atInfo()
                .addKeyValue("traffic", served.traffic())
                .addKeyValue("address", shown)
                .log(
                        ListenUrl.isTls(served.url())
                                ? "serving client traffic securely"
                                : "serving client traffic insecurely; this is strongly discouraged!");
    }

    /** Hands leadership over, so that the others need not wait for an election; gives up on it after a while. */
    private void handOver() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        node.handOver(() -> over.complete(null));
        over.completeOnTimeout(null, HAND_OVER_MILLIS, TimeUnit.MILLISECONDS).join();
    }

    @Override
    public void close() {
        handOver();
        transports.forEach(serving -> serving.transport().stop(STOP_GRACE));
        opened.close();
    }
}
