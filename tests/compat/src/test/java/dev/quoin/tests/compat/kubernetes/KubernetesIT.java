package dev.quoin.tests.compat.kubernetes;

import static dev.quoin.tests.compat.kubernetes.ApiserverStorage.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveResponse;
import dev.quoin.protocol.rpc.TxnResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.ServerProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kube-apiserver's day: ten thousand objects of 2 KiB created, listed, watched, changed, deleted and compacted away.
 * The same is true of etcd.
 */
class KubernetesIT {

    private static final int OBJECTS = 10_000;
    private static final int AT_ONCE = 100;
    private static final int PAGE = 500;
    private static final String PODS = "/registry/pods/default/";
    private static final ByteString SMALL = bytes("k8s\0v1");
    private static final ByteString POD = ByteString.copyFrom(new byte[2048]).substring(SMALL.size());

    @TempDir
    Path folder;

    @Test
    void keepsTheObjectsOfACluster() {
        run(ServerProgram.underTest());
    }

    @Test
    void etcdKeepsThemInTheSameWay() {
        assumeTrue(Peer.find().isPresent(), Peer.missing());
        run(Peer.findNewest().orElseThrow().server());
    }

    private void run(ServerProgram program) {
        try (Node node = NodeSpec.of(program, folder.resolve("data")).start();
                ApiClient client = node.client()) {
            ApiserverStorage storage = new ApiserverStorage(client);
            List<Long> revisions = createAll(client);
            createdOnce(storage, revisions);
            listed(storage, client, revisions);
            watched(storage, client);
            changedAndDeleted(storage, revisions.get(7));
            leased(storage, client);
            compacted(storage, client, revisions);
        }
    }

    private static String pod(int number) {
        return PODS + "pod-%05d".formatted(number);
    }

    private static ByteString value(int generation) {
        return SMALL.concat(POD.substring(0, POD.size() - 1))
                .concat(ByteString.copyFrom(new byte[] {(byte) generation}));
    }

    /** As many at once as an apiserver has clients; the revision of each. */
    private static List<Long> createAll(ApiClient client) {
        List<Long> revisions = new ArrayList<>(Collections.nCopies(OBJECTS, 0L));
        for (int first = 0; first < OBJECTS; first += AT_ONCE) {
            List<CompletableFuture<?>> under = new ArrayList<>();
            for (int i = first; i < first + AT_ONCE; i++) {
                int number = i;
                under.add(client.callAsync(EtcdMethods.KV_TXN, ApiserverStorage.creation(pod(i), value(0)))
                        .thenAccept(answer -> revisions.set(number, created((TxnResponse) answer))));
            }
            CompletableFuture.allOf(under.toArray(new CompletableFuture<?>[0])).join();
        }
        assertThat(new HashSet<>(revisions)).as("revisions of their own").hasSize(OBJECTS);
        return revisions;
    }

    private static long created(TxnResponse answer) {
        assertThat(answer.getSucceeded()).isTrue();
        return answer.getHeader().getRevision();
    }

    private static void createdOnce(ApiserverStorage storage, List<Long> revisions) {
        TxnResponse again = storage.create(pod(1), value(9), 0);
        assertThat(again.getSucceeded()).isFalse();
        KeyValue there = again.getResponses(0).getResponseRange().getKvs(0);
        assertThat(there.getModRevision()).isEqualTo(revisions.get(1));
        assertThat(there.getValue()).isEqualTo(value(0));
        assertThat(storage.get(pod(1)).getKvs(0)).isEqualTo(there);
        assertThat(storage.get(PODS + "nosuch").getKvsList()).isEmpty();
    }

    /** What changes while a list is read does not show in it. */
    private static void listed(ApiserverStorage storage, ApiClient client, List<Long> revisions) {
        assertThat(storage.count(PODS)).isEqualTo(OBJECTS);
        assertThat(storage.count("/registry/")).isEqualTo(OBJECTS);
        ApiserverStorage.Page first = storage.page(PODS, bytes(PODS), 0, PAGE);
        assertThat(first.objects()).hasSize(PAGE);
        assertThat(first.more()).isTrue();
        assertThat(first.count()).isEqualTo(OBJECTS);
        assertThat(storage.create(PODS + "zz-late", value(1), 0).getSucceeded()).isTrue();
        assertThat(storage.update(pod(OBJECTS - 1), revisions.getLast(), value(1))
                        .getSucceeded())
                .isTrue();

        ByteString next = first.objects().getLast().getKey().concat(ByteString.copyFrom(new byte[1]));
        ApiserverStorage.Page second = storage.page(PODS, next, first.revision(), PAGE);
        assertThat(second.objects().getFirst().getKey()).isEqualTo(bytes(pod(PAGE)));
        assertThat(second.count()).isEqualTo(OBJECTS - PAGE);
        ApiserverStorage.Page last = storage.page(PODS, bytes(pod(OBJECTS - 1)), first.revision(), PAGE);
        assertThat(last.objects())
                .singleElement()
                .extracting(KeyValue::getValue)
                .isEqualTo(value(0));
        assertThat(last.more()).isFalse();

        List<KeyValue> all = storage.list(PODS, PAGE);
        assertThat(all).hasSize(OBJECTS + 1);
        assertThat(all)
                .isSortedAccordingTo(
                        (a, b) -> ByteString.unsignedLexicographicalComparator().compare(a.getKey(), b.getKey()));
        assertThat(all.get(OBJECTS - 1).getValue()).isEqualTo(value(1));
    }

    /** A list, then a watch from its revision on; progress tells how far the watch is without an event. */
    private static void watched(ApiserverStorage storage, ApiClient client) {
        ApiserverStorage.Page list = storage.page(PODS, bytes(PODS), 0, 1);
        try (Watching watch = new Watching(client, PODS, list.revision() + 1)) {
            // Nothing is told ahead of the revision that the watch starts from.
            long before = created(storage.create("/registry/nodes/n0", value(0), 0));
            assertThat(watch.progress()).isEqualTo(before);
            long created = created(storage.create(PODS + "watched", value(0), 0));
            long updated = created(storage.update(PODS + "watched", created, value(1)));
            long elsewhere = created(storage.create("/registry/nodes/n1", value(0), 0));
            long deleted = created(storage.delete(PODS + "watched", updated));
            List<Event> events = watch.events(3);
            assertThat(events)
                    .extracting(event -> event.getKv().getModRevision())
                    .containsExactly(created, updated, deleted);
            assertThat(events.get(0).hasPrevKv()).isFalse();
            assertThat(events.get(1).getPrevKv().getValue()).isEqualTo(value(0));
            assertThat(events.get(2).getType()).isEqualTo(Event.EventType.DELETE);
            assertThat(events.get(2).getPrevKv().getValue()).isEqualTo(value(1));
            assertThat(watch.progress()).isEqualTo(deleted).isGreaterThan(elsewhere);
        }
    }

    private static void changedAndDeleted(ApiserverStorage storage, long revision) {
        long updated = created(storage.update(pod(7), revision, value(1)));
        TxnResponse late = storage.update(pod(7), revision, value(2));
        assertThat(late.getSucceeded()).isFalse();
        assertThat(late.getResponses(0).getResponseRange().getKvs(0).getModRevision())
                .isEqualTo(updated);
        assertThat(storage.delete(pod(7), revision).getSucceeded()).isFalse();
        TxnResponse deleted = storage.delete(pod(7), updated);
        assertThat(deleted.getResponses(0).getResponseDeleteRange().getDeleted())
                .isEqualTo(1);
        TxnResponse gone = storage.update(pod(7), updated, value(2));
        assertThat(gone.getSucceeded()).isFalse();
        assertThat(gone.getResponses(0).getResponseRange().getKvsList()).isEmpty();
        long again = created(storage.create(pod(7), value(3), 0));
        assertThat(storage.get(pod(7)).getKvs(0))
                .satisfies(kv -> assertThat(kv.getCreateRevision()).isEqualTo(again))
                .satisfies(kv -> assertThat(kv.getVersion()).isEqualTo(1));
    }

    /** Events of Kubernetes hang on leases, many on one. */
    private static void leased(ApiserverStorage storage, ApiClient client) {
        long lease = storage.lease(3600);
        for (int i = 0; i < 10; i++) {
            created(storage.create("/registry/events/default/e" + i, value(i), lease));
        }
        LeaseTimeToLiveResponse left = client.call(
                EtcdMethods.LEASE_TIME_TO_LIVE,
                LeaseTimeToLiveRequest.newBuilder().setID(lease).setKeys(true).build(),
                LeaseTimeToLiveResponse.class);
        assertThat(left.getKeysCount()).isEqualTo(10);
        assertThat(storage.get("/registry/events/default/e3").getKvs(0).getLease())
                .isEqualTo(lease);
        client.call(
                EtcdMethods.LEASE_REVOKE,
                LeaseRevokeRequest.newBuilder().setID(lease).build(),
                Message.class);
        assertThat(storage.count("/registry/events/")).isZero();
    }

    /**
     * Of two servers that want to compact, one does. What was read before can be read no more, and a watch from there
     * on ends.
     */
    private static void compacted(ApiserverStorage storage, ApiClient client, List<Long> revisions) {
        assertThat(storage.takeCompaction(0, 0).getSucceeded()).isTrue();
        long compactAt = storage.get(pod(7)).getHeader().getRevision();
        assertThat(storage.takeCompaction(1, compactAt).getSucceeded()).isTrue();
        TxnResponse other = storage.takeCompaction(1, compactAt);
        assertThat(other.getSucceeded()).isFalse();
        KeyValue winner = other.getResponses(0).getResponseRange().getKvs(0);
        assertThat(winner.getVersion()).isEqualTo(2);
        assertThat(winner.getValue()).isEqualTo(bytes(Long.toString(compactAt)));
        client.call(
                EtcdMethods.KV_COMPACT,
                CompactionRequest.newBuilder().setRevision(compactAt).build(),
                Message.class);

        assertThatThrownBy(() -> storage.page(PODS, bytes(PODS), compactAt - 1, PAGE))
                .hasMessage("OUT_OF_RANGE: etcdserver: mvcc: required revision has been compacted");
        assertThat(storage.page(PODS, bytes(PODS), compactAt, PAGE).objects()).hasSize(PAGE);
        assertThat(storage.list(PODS, PAGE)).hasSize(OBJECTS + 1);
        try (Watching watch = new Watching(client, PODS, revisions.getFirst())) {
            assertThat(watch.end().getCompactRevision()).isEqualTo(compactAt);
        }
    }
}
