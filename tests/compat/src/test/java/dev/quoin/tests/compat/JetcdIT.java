package dev.quoin.tests.compat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.NodeSpec;
import dev.quoin.tests.harness.ServerProgram;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Lease;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.lease.LeaseKeepAliveResponse;
import io.etcd.jetcd.lease.LeaseTimeToLiveResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.LeaseOption;
import io.etcd.jetcd.options.PutOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.support.CloseableClient;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** jetcd, the etcd client for Java, as it comes from Maven Central, does with a node what its users do with etcd. */
class JetcdIT {

    @TempDir
    static Path folder;

    private static Node node;
    private static Client client;

    @BeforeAll
    static void start() {
        node = NodeSpec.of(ServerProgram.underTest(), folder.resolve("data")).start();
        client = Client.builder().endpoints(node.ports().clientUrl()).build();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (node != null) {
            node.close();
        }
    }

    @Test
    void getsWhatItPut() {
        KV kv = client.getKVClient();
        long revision = await(kv.put(bytes("kv/a"), bytes("1"))).getHeader().getRevision();
        KeyValue previous = await(kv.put(
                        bytes("kv/a"),
                        bytes("2"),
                        PutOption.builder().withPrevKV().build()))
                .getPrevKv();
        await(kv.put(bytes("kv/b"), bytes("3")));

        assertThat(previous.getValue()).isEqualTo(bytes("1"));
        KeyValue now = await(kv.get(bytes("kv/a"))).getKvs().getFirst();
        assertThat(now.getValue()).isEqualTo(bytes("2"));
        assertThat(now.getCreateRevision()).isEqualTo(revision);
        assertThat(now.getModRevision()).isEqualTo(revision + 1);
        assertThat(now.getVersion()).isEqualTo(2);
        GetOption past = GetOption.builder().withRevision(revision).build();
        assertThat(values(await(kv.get(bytes("kv/a"), past)))).containsExactly("1");
    }

    @Test
    void getsRanges() {
        KV kv = client.getKVClient();
        for (String name : List.of("c", "a", "b")) {
            await(kv.put(bytes("range/" + name), bytes(name)));
        }
        GetOption backwards = GetOption.builder()
                .isPrefix(true)
                .withSortOrder(GetOption.SortOrder.DESCEND)
                .withLimit(2)
                .build();
        GetResponse two = await(kv.get(bytes("range/"), backwards));
        assertThat(values(two)).containsExactly("c", "b");
        assertThat(two.isMore()).isTrue();
        assertThat(two.getCount()).isEqualTo(3);
        DeleteOption all =
                DeleteOption.builder().isPrefix(true).withPrevKV(true).build();
        assertThat(await(kv.delete(bytes("range/"), all)).getPrevKvs()).hasSize(3);
        assertThat(await(kv.get(bytes("range/"), backwards)).getCount()).isZero();
    }

    @Test
    void comparesAndSwaps() {
        KV kv = client.getKVClient();
        ByteSequence key = bytes("txn/a");
        assertThat(swap(kv, key, 0, "first").isSucceeded()).isTrue();
        long revision = await(kv.get(key)).getKvs().getFirst().getModRevision();
        assertThat(swap(kv, key, revision, "second").isSucceeded()).isTrue();

        TxnResponse late = swap(kv, key, revision, "third");
        assertThat(late.isSucceeded()).isFalse();
        assertThat(values(late.getGetResponses().getFirst())).containsExactly("second");
    }

    private static TxnResponse swap(KV kv, ByteSequence key, long revision, String value) {
        return await(kv.txn()
                .If(new Cmp(key, Cmp.Op.EQUAL, CmpTarget.modRevision(revision)))
                .Then(Op.put(key, bytes(value), PutOption.DEFAULT))
                .Else(Op.get(key, GetOption.DEFAULT))
                .commit());
    }

    @Test
    void watchesThePastAndThePresent() throws InterruptedException {
        KV kv = client.getKVClient();
        long first = await(kv.put(bytes("watch/a"), bytes("1"))).getHeader().getRevision();
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        WatchOption option = WatchOption.builder()
                .isPrefix(true)
                .withRevision(first)
                .withPrevKV(true)
                .build();
        try (Watch watch = client.getWatchClient();
                Watch.Watcher watcher = watch.watch(bytes("watch/"), option, response -> note(response, events))) {
            assertThat(next(events)).isEqualTo("PUT watch/a=1 was ");
            await(kv.put(bytes("watch/b"), bytes("2")));
            await(kv.put(bytes("elsewhere"), bytes("0")));
            await(kv.put(bytes("watch/a"), bytes("3")));
            await(kv.delete(bytes("watch/b")));
            assertThat(next(events)).isEqualTo("PUT watch/b=2 was ");
            assertThat(next(events)).isEqualTo("PUT watch/a=3 was 1");
            assertThat(next(events)).isEqualTo("DELETE watch/b= was 2");
            assertThat(watcher.isClosed()).isFalse();
        }
    }

    @Test
    void keepsALeaseAliveAndRevokesIt() throws InterruptedException {
        KV kv = client.getKVClient();
        Lease leases = client.getLeaseClient();
        long id = await(leases.grant(60)).getID();
        await(kv.put(
                bytes("leased"), bytes("1"), PutOption.builder().withLeaseId(id).build()));

        BlockingQueue<Long> alive = new LinkedBlockingQueue<>();
        CloseableClient keeping = leases.keepAlive(id, new Answers(alive));
        assertThat(alive.poll(20, TimeUnit.SECONDS)).isEqualTo(60L);
        keeping.close();
        assertThat(await(leases.keepAliveOnce(id)).getTTL()).isEqualTo(60);

        LeaseTimeToLiveResponse left = await(
                leases.timeToLive(id, LeaseOption.builder().withAttachedKeys().build()));
        assertThat(left.getGrantedTTL()).isEqualTo(60);
        assertThat(left.getTTL()).isBetween(1L, 60L);
        assertThat(left.getKeys()).containsExactly(bytes("leased"));
        await(leases.revoke(id));
        assertThat(await(kv.get(bytes("leased"))).getKvs()).isEmpty();
    }

    @Test
    void learnsWhatWentWrong() {
        KV kv = client.getKVClient();
        GetOption future = GetOption.builder().withRevision(1_000_000_000).build();
        assertThatThrownBy(() -> await(kv.get(bytes("kv/a"), future)))
                .hasStackTraceContaining("etcdserver: mvcc: required revision is a future revision");
        PutOption unknown = PutOption.builder().withLeaseId(12345).build();
        assertThatThrownBy(() -> await(kv.put(bytes("kv/a"), bytes("1"), unknown)))
                .hasStackTraceContaining("etcdserver: requested lease not found");
    }

    private record Answers(BlockingQueue<Long> alive) implements StreamObserver<LeaseKeepAliveResponse> {
        @Override
        public void onNext(LeaseKeepAliveResponse response) {
            alive.add(response.getTTL());
        }

        @Override
        public void onError(Throwable error) {
            // The test sees that nothing comes.
        }

        @Override
        public void onCompleted() {
            // The test has closed it.
        }
    }

    private static void note(WatchResponse response, BlockingQueue<String> events) {
        for (WatchEvent event : response.getEvents()) {
            events.add(event.getEventType() + " " + event.getKeyValue().getKey() + "="
                    + event.getKeyValue().getValue() + " was "
                    + event.getPrevKV().getValue());
        }
    }

    private static String next(BlockingQueue<String> events) throws InterruptedException {
        String event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("the next event of the watch").isNotNull();
        return event;
    }

    private static List<String> values(GetResponse response) {
        List<String> values = new ArrayList<>();
        response.getKvs().forEach(kv -> values.add(kv.getValue().toString()));
        return values;
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, UTF_8);
    }

    private static <T> T await(CompletableFuture<T> answer) {
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
