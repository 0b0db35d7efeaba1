package dev.quoin.tests.metamorphic;

import com.google.protobuf.Message;
import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.core.cluster.FoundingMembers;
import dev.quoin.core.cluster.MemberCard;
import dev.quoin.core.node.FeatureOptions;
import dev.quoin.core.node.Node;
import dev.quoin.core.node.NodeConfig;
import dev.quoin.core.node.Surroundings;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.snapshot.BackendHome;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.testkit.host.SimHost;
import dev.quoin.testkit.sim.SimNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole node over a backend, driven through its API in one thread and virtual time; can be stopped and started. */
final class CoreUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final FoundingMembers FOUNDERS =
            new FoundingMembers(Map.of("default", List.of("http://localhost:2380")), "etcd-cluster");

    static final MemberIdentity IDENTITY = FOUNDERS.identity("default");

    private final StorageBackendProvider provider;
    private final Path directory;
    private final SimHost host;
    private final FeatureOptions options;
    private final List<byte[]> log = new ArrayList<>();
    private Node node;
    private ApiDriver api;

    CoreUnderTest(StorageBackendProvider provider, Path directory, long seed) {
        this(provider, directory, seed, FeatureOptions.DEFAULT);
    }

    CoreUnderTest(StorageBackendProvider provider, Path directory, long seed, FeatureOptions options) {
        this.options = options;
        this.provider = provider;
        this.directory = directory;
        this.host = SimHost.alone(seed);
        open();
    }

    private void open() {
        node = new Node(
                config(),
                new Surroundings(
                        host,
                        home(),
                        new PeerHub(new SimNetwork(host.simulation()).connect(IDENTITY.memberId())),
                        List.of()),
                machine -> new LocalLog(host, log, IDENTITY.memberId(), new Bootstrap(FOUNDERS.changes()), machine));
        api = new ApiDriver(host, node.api(), PATIENCE);
        node.start();
        boolean[] ready = new boolean[1];
        node.whenReady(() -> ready[0] = true);
        host.simulation().runUntil("the node is ready", () -> ready[0], PATIENCE);
    }

    private BackendHome home() {
        return new BackendHome() {
            @Override
            public StorageBackend open() {
                return provider.open(
                        provider.configSpec().read(Map.of()), new StorageBackendContext(directory, Tables.ALL));
            }

            @Override
            public Staged stage() {
                throw new UnsupportedOperationException("a member alone gets no snapshots");
            }
        };
    }

    private NodeConfig config() {
        return new NodeConfig(new MemberCard(IDENTITY, "default", List.of("http://localhost:2379"), "3.7.1"), options);
    }

    RecordedCall call(EtcdMethods method, Message request) {
        return api.call(method, request, false);
    }

    RecordedCall stream(EtcdMethods method, Message request) {
        return api.stream(method, request, false);
    }

    RecordedCall callAs(@Nullable String token, EtcdMethods method, Message request) {
        return api.callAs(token, method, request);
    }

    RecordedCall streamAs(@Nullable String token, EtcdMethods method, Message request) {
        return api.streamAs(token, method, request);
    }

    void runUntil(String what, java.util.function.BooleanSupplier condition) {
        host.simulation().runUntil(what, condition, PATIENCE);
    }

    void restart() {
        close();
        open();
    }

    @Override
    public void close() {
        node.close();
        api.close();
    }
}
