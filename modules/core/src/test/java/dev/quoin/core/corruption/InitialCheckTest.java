package dev.quoin.core.corruption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerHandler;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.testkit.host.SimHost;
import dev.quoin.testkit.host.Simulation;
import dev.quoin.testkit.sim.SimNetwork;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Only data that differs at the same revision, seen at the same compaction, keeps a member from starting. */
class InitialCheckTest {
    private static final long TIMEOUT = Duration.ofSeconds(7).toNanos();

    private final Simulation simulation = new Simulation(1);
    private final SimNetwork network = new SimNetwork(simulation);
    private final Site starting = new Site(1);
    private final Site peer = new Site(2);

    @Test
    void equalDataMayStartAlsoWhereTheOtherIsAhead() {
        bothPut("key", "value");
        peer.serve();
        assertThat(check()).isEmpty();
        peer.put("more", "value");
        assertThat(check()).isEmpty();
    }

    @Test
    void otherDataMayNot() {
        bothPut("key", "value");
        starting.put("next", "one");
        peer.put("next", "other");
        peer.serve();
        assertThat(check()).contains("1 found data inconsistency with peers");
    }

    @Test
    void whoHasCompactedFurtherOrIsBehindIsLeftOut() {
        starting.put("next", "one");
        peer.put("next", "other");
        peer.put("next", "another");
        peer.serve();
        peer.apply(txn -> txn.compact(3));
        assertThat(check()).isEmpty();
        starting.apply(txn -> txn.compact(2));
        starting.put("a", "");
        starting.put("b", "");
        assertThat(check()).isEmpty();
    }

    @Test
    void nobodyIsWaitedForThatDoesNotAnswer() {
        bothPut("key", "value");
        long begun = simulation.now();
        assertThat(check()).isEmpty();
        assertThat(simulation.now() - begun).isLessThan(TIMEOUT);
    }

    private void bothPut(String key, String value) {
        starting.put(key, value);
        peer.put(key, value);
    }

    /** What speaks against the member's data. */
    private Optional<String> check() {
        List<Optional<String>> answers = new ArrayList<>();
        starting.check(answers::add);
        simulation.runUntil("checked", () -> !answers.isEmpty(), Duration.ofMinutes(1));
        return answers.getFirst();
    }

    /** A member's store, and its end of the links. */
    private final class Site {
        private final long id;
        private final SimHost host;
        private final Store store;
        private final HashKeeper hashes;
        private final PeerHub peers;

        Site(long id) {
            this.id = id;
            this.host = new SimHost(simulation, "m" + id);
            MemoryBackendProvider provider = new MemoryBackendProvider();
            this.store = Store.open(provider.open(
                    provider.configSpec().read(Map.of()), new StorageBackendContext(Path.of("data"), Tables.ALL)));
            this.hashes = new HashKeeper(host, store);
            this.peers = new PeerHub(network.connect(id));
            network.locate(URI.create(url(id)), id);
            apply(txn -> List.of(1L, 2L).forEach(member -> ClusterTable.put(txn.tables(), member(member))));
        }

        void serve() {
            hashes.answer(peers);
            peers.start(new Silent());
        }

        void check(Consumer<Optional<String>> done) {
            new InitialCheck(host, store, peers, hashes, id, TIMEOUT, wrong -> done.accept(Optional.ofNullable(wrong)))
                    .begin();
        }

        void put(String key, String value) {
            byte[] bytes = value.getBytes(UTF_8);
            apply(txn -> txn.put(key.getBytes(UTF_8), bytes, 0, bytes.length, 0));
        }

        void apply(Consumer<StoreTxn> request) {
            StoreTxn txn = store.begin();
            request.accept(txn);
            txn.endRequest();
            store.commit(txn, store.backend().appliedIndex() + 1);
        }
    }

    private static Member member(long id) {
        return Member.newBuilder().setID(id).addPeerURLs(url(id)).build();
    }

    private static String url(long id) {
        return "http://m" + id + ":2380";
    }

    /** An engine that does nothing: only questions are asked here. */
    private static final class Silent implements PeerHandler {
        @Override
        public void received(long from, byte[] message) {}

        @Override
        public void unreachable(long memberId) {}

        @Override
        public void removed() {}

        @Override
        public SnapshotReceiver snapshot(long from, byte[] message) {
            throw new UnsupportedOperationException("no snapshots here");
        }

        @Override
        public void called(String method, byte[] request, Completion<byte[]> answer) {
            throw new UnsupportedOperationException("not asked here: " + method);
        }
    }
}
