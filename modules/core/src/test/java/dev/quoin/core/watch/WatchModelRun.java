package dev.quoin.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.core.store.Compaction;
import dev.quoin.core.store.RevisionEvents;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import dev.quoin.protocol.rpc.WatchCreateRequest.FilterType;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.testkit.host.SimHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One seed: small limits of all kinds, so that every way an event can take is taken. */
final class WatchModelRun {
    private static final int STEPS = 400;
    private static final int KEYS = 12;

    private final Random random;
    private final WatchFixture fixture;
    private final Compaction compaction;
    private final TreeMap<Long, List<Event>> history = new TreeMap<>();
    /** The versions that are alive, for the model's events. */
    private final Map<String, KeyValue> alive = new HashMap<>();

    private final List<Client> clients = new ArrayList<>();
    private List<List<RevisionEvents>> unpublished = new ArrayList<>();

    private static final class Client {
        private final TestCall call;
        private final Map<Long, ModelWatch> watches = new HashMap<>();
        private final List<Long> ids = new ArrayList<>();
        private boolean slow;

        private Client(TestCall call) {
            this.call = call;
        }
    }

    WatchModelRun(long seed) {
        random = new Random(seed);
        SimHost host = SimHost.alone(seed);
        fixture = new WatchFixture(limits(), host);
        compaction = new Compaction(fixture.store, 1 + random.nextInt(10), host.clock());
    }

    private WatchLimits limits() {
        return new WatchLimits(
                Duration.ofSeconds(1),
                100,
                1000,
                1000,
                200 + random.nextInt(500),
                100 + random.nextInt(500),
                1 << 30,
                1 + random.nextInt(40),
                500 + random.nextInt(20_000),
                1 + random.nextInt(20),
                200 + random.nextInt(5000),
                1 + random.nextInt(12),
                2 + random.nextInt(20),
                1000 + random.nextInt(50_000));
    }

    void run() {
        for (int step = 0; step < STEPS; step++) {
            step();
            check();
        }
        finish();
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 45) {
            write();
        } else if (dice < 55) {
            fixture.settle();
        } else if (dice < 67) {
            create();
        } else if (dice < 72) {
            cancel();
        } else if (dice < 76) {
            open();
        } else if (dice < 79) {
            close();
        } else if (dice < 84) {
            slowDown();
        } else if (dice < 91) {
            read();
        } else if (dice < 94) {
            compact();
        } else if (dice < 97) {
            askForProgress();
        } else {
            fixture.simulation().runFor(Duration.ofMillis(random.nextInt(1500)));
        }
    }

    private String key() {
        return String.valueOf((char) ('a' + random.nextInt(KEYS)));
    }

    private void write() {
        List<RevisionEvents> revisions = fixture.commit(txn -> {
            for (int i = random.nextInt(3); i >= 0; i--) {
                List<Event> events = new ArrayList<>();
                long revision = txn.revision() + 1;
                Map<String, Boolean> used = new HashMap<>();
                for (int j = random.nextInt(4); j >= 0; j--) {
                    String key = key();
                    if (used.put(key, true) == null) {
                        change(txn, key, revision, events);
                    }
                }
                txn.endRequest();
                if (!events.isEmpty()) {
                    history.put(revision, events);
                }
            }
        });
        publish(revisions);
    }

    private void change(StoreTxn txn, String key, long revision, List<Event> events) {
        KeyValue before = alive.get(key);
        Event.Builder event = Event.newBuilder();
        if (before != null) {
            event.setPrevKv(before);
        }
        if (random.nextInt(4) == 0) {
            WatchFixture.delete(txn, key);
            if (alive.remove(key) != null) {
                KeyValue gone = KeyValue.newBuilder()
                        .setKey(ByteString.copyFromUtf8(key))
                        .setModRevision(revision)
                        .build();
                events.add(event.setType(Event.EventType.DELETE).setKv(gone).build());
            }
            return;
        }
        String value = "v".repeat(random.nextInt(10) == 0 ? random.nextInt(2000) : random.nextInt(20));
        WatchFixture.put(txn, key, value);
        KeyValue now = KeyValue.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setCreateRevision(before == null ? revision : before.getCreateRevision())
                .setModRevision(revision)
                .setVersion(before == null ? 1 : before.getVersion() + 1)
                .setValue(ByteString.copyFromUtf8(value))
                .build();
        alive.put(key, now);
        events.add(event.setKv(now).build());
    }

    /** The apply thread may be held up between its commit and the hub; clients and the hub may act in between. */
    private void publish(List<RevisionEvents> revisions) {
        unpublished.add(revisions);
        if (random.nextInt(3) > 0) {
            publishAll();
        }
    }

    private void publishAll() {
        unpublished.forEach(fixture.hub::published);
        unpublished = new ArrayList<>();
    }

    private void open() {
        if (clients.size() < 8) {
            clients.add(new Client(fixture.stream()));
        }
    }

    private Client client() {
        if (clients.isEmpty()) {
            open();
        }
        return clients.get(random.nextInt(clients.size()));
    }

    private void create() {
        Client client = client();
        long id = 1 + random.nextInt(30);
        if (client.watches.containsKey(id) || client.slow) {
            return;
        }
        WatchCreateRequest.Builder request = WatchFixture.key(key())
                .setWatchId(id)
                .setFragment(random.nextBoolean())
                .setPrevKv(random.nextBoolean())
                .setProgressNotify(random.nextBoolean());
        if (random.nextBoolean()) {
            String end = random.nextInt(4) == 0
                    ? "\0"
                    : String.valueOf((char) (request.getKey().byteAt(0) + 1 + random.nextInt(5)));
            request.setRangeEnd(ByteString.copyFromUtf8(end));
        }
        if (random.nextInt(5) == 0) {
            request.addFilters(random.nextBoolean() ? FilterType.NOPUT : FilterType.NODELETE);
        }
        if (random.nextBoolean()) {
            request.setStartRevision(Math.max(1, fixture.store.revision() + 5 - random.nextInt(60)));
        }
        client.watches.put(id, new ModelWatch(history, request.build()));
        client.ids.add(id);
        client.call.clientSends(WatchFixture.createRequest(request));
    }

    private void cancel() {
        Client client = client();
        if (!client.ids.isEmpty()) {
            long id = client.ids.get(random.nextInt(client.ids.size()));
            client.watches.get(id).cancelAsked();
            client.call.clientSends(WatchFixture.cancelRequest(id));
        }
    }

    private void close() {
        if (clients.size() > 4) {
            clients.remove(random.nextInt(clients.size())).call.clientCancels();
        }
    }

    private void slowDown() {
        Client client = client();
        client.slow = true;
        client.call.slowDown(1 + random.nextInt(500));
    }

    private void read() {
        client().call.clientReads();
    }

    private void compact() {
        long at = fixture.store.revision() - random.nextInt(20);
        if (at > Math.max(1, fixture.store.compacted())) {
            publishAll();
            fixture.compact(at);
        }
        if (random.nextBoolean()) {
            compaction.step();
        }
    }

    private void askForProgress() {
        client().call.clientSends(WatchFixture.progressRequest());
    }

    private void check() {
        for (Client client : clients) {
            for (WatchResponse response : client.call.takeResponses()) {
                if (response.getWatchId() == -1) {
                    takeStreamProgress(client, response.getHeader().getRevision());
                } else {
                    ModelWatch watch = client.watches.get(response.getWatchId());
                    watch.take(response, fixture.store.compacted());
                    forget(client, watch);
                }
            }
        }
    }

    private static void takeStreamProgress(Client client, long revision) {
        client.watches.values().stream().filter(ModelWatch::isCreated).forEach(watch -> watch.takeProgress(revision));
    }

    private static void forget(Client client, ModelWatch watch) {
        if (watch.hasEnded()) {
            client.watches.remove(watch.id());
            client.ids.remove(watch.id());
        }
    }

    /** Everybody reads until nothing comes any more; then every watch that has not ended must have got everything. */
    private void finish() {
        publishAll();
        clients.forEach(client -> client.call.speedUp());
        fixture.settle();
        check();
        for (Client client : clients) {
            assertThat(client.call.status()).isNull();
            client.watches.values().forEach(ModelWatch::assertComplete);
            client.call.clientSends(WatchFixture.progressRequest());
        }
        assertThat(fixture.hub.stats().slowWatches()).isZero();
        fixture.hub.close();
        clients.forEach(client -> assertThat(client.call.status()).isNotNull());
    }
}
