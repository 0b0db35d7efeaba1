package dev.quoin.core.watch;

import static dev.quoin.core.watch.WatchFixture.LIMITS;
import static dev.quoin.core.watch.WatchFixture.createRequest;
import static dev.quoin.core.watch.WatchFixture.everything;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads: one applies, others are clients, the hub and its reader have their own. The timeout is a guard against a hang. */
@Timeout(120)
class WatchThreadsTest {
    private static final WatchLimits SMALL = new WatchLimits(
            LIMITS.progressInterval(), 100, 100, 100, 1 << 20, 500, 1 << 20, 16, 1 << 20, 10, 2000, 4, 4, 1 << 20);

    private final Store store = WatchFixture.openStore();
    private final ThreadsHost host = new ThreadsHost();
    private final WatchHub hub = WatchFixture.newHub(store, host, SMALL);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private long index;

    @AfterEach
    void stop() {
        threads.shutdownNow();
        hub.close();
        assertThat(host.failure()).isNull();
    }

    private void applyOne() {
        StoreTxn txn = store.begin();
        byte[] value = Long.toString(store.revision() + 1).getBytes(UTF_8);
        txn.put("key".getBytes(UTF_8), value, 0, value.length, 0);
        txn.endRequest();
        hub.published(store.commit(txn, ++index));
        if (index % 100 == 0) {
            store.backend().sync();
        }
    }

    /** Reads events until a revision, and checks that each comes, once and in order. */
    private static void readThrough(TestCall call, long start, long last) throws InterruptedException {
        long next = start;
        while (next <= last) {
            for (WatchResponse response : call.awaitResponses()) {
                if (response.getCreated() && next == 0) {
                    next = response.getHeader().getRevision() + 1;
                }
                for (Event event : response.getEventsList()) {
                    assertThat(event.getKv().getModRevision()).isEqualTo(next++);
                }
            }
            call.clientReads();
        }
    }

    @Test
    void clientsOfAllKindsGetEveryRevisionWhileOthersAreApplied() throws Exception {
        long last = 5000;
        List<Future<?>> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long start = i * 100L;
            boolean slow = i % 2 == 0;
            clients.add(threads.submit(() -> {
                TestCall call = TestCall.open(hub.handler());
                if (slow) {
                    call.slowDown(300);
                }
                WatchCreateRequest.Builder request = everything().setStartRevision(start);
                call.clientSends(createRequest(request));
                readThrough(call, start == 0 ? 0 : Math.max(2, start), last);
                call.clientCancels();
                return null;
            }));
        }
        while (store.revision() < last) {
            applyOne();
        }
        for (Future<?> client : clients) {
            client.get();
        }
    }

    @Test
    void theFirstWatchMissesNothingWhereverTheHubBeginsToListen() throws Exception {
        int rounds = 1000;
        Semaphore wanted = new Semaphore(0);
        Future<?> client = threads.submit(() -> {
            for (int round = 0; round < rounds; round++) {
                wanted.release(4);
                TestCall call = TestCall.open(hub.handler());
                call.clientSends(createRequest(everything()));
                wanted.release(4);
                readThrough(call, 0, 2 + (round + 1) * 8L - 4);
                call.clientCancels();
            }
            return null;
        });
        for (int i = 0; i < rounds * 8; i++) {
            wanted.acquire();
            applyOne();
        }
        client.get();
    }

    @Test
    void streamsThatAreOpenedWhileTheHubStopsAllEnd() throws Exception {
        for (int round = 0; round < 200; round++) {
            WatchHub stopping = WatchFixture.newHub(store, host, SMALL);
            Future<List<TestCall>> opened = threads.submit(() -> {
                List<TestCall> calls = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    TestCall call = TestCall.open(stopping.handler());
                    call.clientSends(createRequest(everything()));
                    calls.add(call);
                }
                return calls;
            });
            stopping.close();
            for (TestCall call : opened.get()) {
                assertThat(call.status()).isEqualTo(StatusCode.UNAVAILABLE);
            }
        }
    }
}
