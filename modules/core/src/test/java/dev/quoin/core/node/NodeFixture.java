package dev.quoin.core.node;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.quoin.api.host.Agent;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.ask.AuditHook;
import dev.quoin.core.cluster.FoundingMembers;
import dev.quoin.core.cluster.MemberCard;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.snapshot.BackendHome;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.testkit.host.SimHost;
import dev.quoin.testkit.sim.SimNetwork;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A whole node over a scripted engine and a backend in memory, in one thread and virtual time. */
final class NodeFixture implements AutoCloseable {
    static final FoundingMembers FOUNDERS =
            new FoundingMembers(Map.of("default", List.of("http://localhost:2380")), "etcd-cluster");
    static final MemberIdentity IDENTITY = FOUNDERS.identity("default");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final SimHost host;
    final Node node;
    private final Place place;
    private final Agent loop;
    private @Nullable ScriptedLog log;
    private int viewsOnEngineThread;

    /** A machine with a backend in memory. */
    static final class Place implements BackendHome {
        final SimHost host = SimHost.alone(1);
        private @Nullable StorageBackend backend;
        private Runnable viewOpened = () -> {};

        Surroundings surroundings() {
            return surroundings(AuditHook.NONE);
        }

        Surroundings surroundings(AuditHook audit) {
            PeerHub peers = new PeerHub(new SimNetwork(host.simulation()).connect(IDENTITY.memberId()));
            return new Surroundings(host, this, peers, List.of(), audit);
        }

        @Override
        public StorageBackend open() {
            MemoryBackendProvider provider = new MemoryBackendProvider();
            StorageBackend opened = provider.open(
                    provider.configSpec().read(Map.of()), new StorageBackendContext(Path.of("data"), Node.tables()));
            backend = opened;
            return new WatchedBackend(opened, () -> viewOpened.run());
        }

        @Override
        public Staged stage() {
            throw new UnsupportedOperationException("a member alone gets no snapshots");
        }

        StorageBackend backend() {
            return Objects.requireNonNull(backend);
        }
    }

    NodeFixture() {
        this(AuditHook.NONE);
    }

    NodeFixture(AuditHook audit) {
        this(FeatureOptions.DEFAULT, audit);
    }

    NodeFixture(FeatureOptions options, AuditHook audit) {
        place = new Place();
        host = place.host;
        loop = host.startAgent("loop", 1 << 12, () -> {});
        node = new Node(
                new NodeConfig(config().member(), options),
                place.surroundings(audit),
                machine -> log = new ScriptedLog(host, machine, IDENTITY.memberId(), FOUNDERS.changes()));
        place.viewOpened = () -> viewsOnEngineThread += log().onEngineThread ? 1 : 0;
        node.start();
        boolean[] ready = new boolean[1];
        node.whenReady(() -> ready[0] = true);
        host.simulation().runUntil("the node is ready", () -> ready[0], PATIENCE);
    }

    static NodeConfig config() {
        return new NodeConfig(
                new MemberCard(IDENTITY, "default", List.of("http://localhost:2379"), "3.7.1"), FeatureOptions.DEFAULT);
    }

    /** How many views were opened within callbacks of the engine, which must not block. */
    int viewsOnEngineThread() {
        return viewsOnEngineThread;
    }

    Agent loop() {
        return loop;
    }

    void onLoop(Runnable task) {
        loop.offer(task);
    }

    ScriptedLog log() {
        return Objects.requireNonNull(log);
    }

    /** Begins a unary call. */
    RecordedCall begin(EtcdMethods method, MessageLite request) {
        RecordedCall call = new RecordedCall(method.path(), loop);
        ApiMethod.Unary unary =
                (ApiMethod.Unary) Objects.requireNonNull(node.api().method(method.path()));
        loop.offer(() -> unary.handler().handle(call, ByteBuffer.wrap(request.toByteArray())));
        return call;
    }

    /** Makes a unary call and waits for its end. */
    RecordedCall call(EtcdMethods method, MessageLite request) {
        RecordedCall call = begin(method, request);
        run(method + " is answered", () -> call.status != null);
        return call;
    }

    /** Makes a unary call that must succeed. */
    ByteString ask(EtcdMethods method, MessageLite request) {
        RecordedCall call = call(method, request);
        if (call.status != StatusCode.OK) {
            throw new AssertionError(method + ": " + call.status + " " + call.text);
        }
        return call.response();
    }

    /** Opens a stream and sends its first message. */
    RecordedCall stream(EtcdMethods method, MessageLite request) {
        RecordedCall call = new RecordedCall(method.path(), loop);
        ApiMethod.Streaming stream =
                (ApiMethod.Streaming) Objects.requireNonNull(node.api().method(method.path()));
        loop.offer(() -> {
            call.listener = stream.handler().open(call);
            call.listener.onMessage(ByteBuffer.wrap(request.toByteArray()));
        });
        return call;
    }

    void run(String what, BooleanSupplier until) {
        host.simulation().runUntil(what, until, PATIENCE);
    }

    /** The backend, to be damaged. */
    StorageBackend backend() {
        return place.backend();
    }

    @Override
    public void close() {
        node.close();
        loop.close();
    }
}
