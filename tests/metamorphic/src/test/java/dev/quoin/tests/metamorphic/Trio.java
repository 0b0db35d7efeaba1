package dev.quoin.tests.metamorphic;

import com.google.protobuf.Message;
import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.consensus.raft.runtime.RaftProvider;
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
import dev.quoin.testkit.host.Simulation;
import dev.quoin.testkit.sim.SimNetwork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Three whole members over a real backend, in one thread and virtual time. */
final class Trio implements AutoCloseable {
    static final int COUNT = 3;

    private static final Path LOG = Path.of("/member/wal");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StorageBackendProvider backends;
    private final Path folder;
    private final Simulation simulation = new Simulation(1);
    private final SimNetwork network = new SimNetwork(simulation);
    private final FoundingMembers founders;
    private final List<Member> members = new ArrayList<>();

    private Trio(StorageBackendProvider backends, Path folder) {
        this.backends = backends;
        this.folder = folder;
        Map<String, List<String>> urls = new TreeMap<>();
        for (int i = 0; i < COUNT; i++) {
            urls.put("m" + i, List.of("http://m" + i + ":2380"));
        }
        founders = new FoundingMembers(urls, "trio");
    }

    static Trio start(StorageBackendProvider backends, Path folder) {
        Trio trio = new Trio(backends, folder);
        for (int i = 0; i < COUNT; i++) {
            trio.members.add(trio.new Member(i));
        }
        trio.members.forEach(Member::start);
        trio.members.forEach(Member::awaitReady);
        return trio;
    }

    Member member(int number) {
        return members.get(number);
    }

    void run(Duration time) {
        simulation.runFor(time);
    }

    @Override
    public void close() {
        members.stream().filter(member -> member.running).forEach(Member::stop);
    }

    /** One of them, whose process may be stopped and started again. */
    final class Member implements BackendHome {
        final MemberIdentity identity;
        private final String name;
        private final SimHost host;
        private Node node;
        private ApiDriver api;
        private boolean ready;
        private boolean running;

        Member(int number) {
            name = "m" + number;
            identity = founders.identity(name);
            host = new SimHost(simulation, name);
            network.locate(URI.create("http://" + name + ":2380"), identity.memberId());
            try {
                Files.createDirectory(folder.resolve(name));
                host.disk().createDirectories(LOG);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            host.disk().settle();
        }

        void start() {
            RaftProvider raft = new RaftProvider();
            PeerHub peers = new PeerHub(network.connect(identity.memberId()));
            node = new Node(
                    config(),
                    new Surroundings(host, this, peers, List.of()),
                    machine -> raft.open(
                            raft.configSpec().read(Map.of()),
                            new ConsensusContext(
                                    host, LOG, identity, new Bootstrap(founders.changes()), machine, peers)));
            api = new ApiDriver(host, node.api(), PATIENCE);
            node.start();
            running = true;
            ready = false;
            node.whenReady(() -> ready = true);
        }

        void awaitReady() {
            simulation.runUntil(name + " is ready", () -> ready, PATIENCE);
        }

        void stop() {
            running = false;
            node.close();
            api.close();
            network.disconnect(identity.memberId());
        }

        RecordedCall call(EtcdMethods method, Message request) {
            return call(method, request, false);
        }

        RecordedCall call(EtcdMethods method, Message request, boolean requiresLeader) {
            return api.call(method, request, requiresLeader);
        }

        RecordedCall stream(EtcdMethods method, Message request, boolean requiresLeader) {
            return api.stream(method, request, requiresLeader);
        }

        /** Cuts it off from the others. */
        void isolate() {
            network.isolate(
                    identity.memberId(),
                    members.stream().map(member -> member.identity.memberId()).toList());
        }

        @Override
        public StorageBackend open() {
            return backends.open(
                    backends.configSpec().read(Map.of()), new StorageBackendContext(folder.resolve(name), Tables.ALL));
        }

        @Override
        public Staged stage() {
            throw new UnsupportedOperationException("nobody falls that far behind here");
        }

        private NodeConfig config() {
            return new NodeConfig(
                    new MemberCard(identity, name, List.of("http://" + name + ":2379"), "3.7.1"),
                    FeatureOptions.DEFAULT);
        }
    }
}
