package dev.quoin.core.concurrency;

import com.google.protobuf.ByteString;
import dev.quoin.api.host.Agent;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event.EventType;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseGrantResponse;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.WatchCreateRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/**
 * The clients that wait for their turn. A contender's turn comes when no older key is left below its name. One whose client has gone
 * gives its key back within a second.
 */
public final class Contenders {
    private static final int MOST = 10_000;
    private static final long LOOK_NANOS = 500_000_000L;
    /** Of a lease that the server grants because the client named none; as in etcd, in seconds. */
    private static final long OWN_LEASE_SECONDS = 60;

    private final LocalApi api;
    private final Agent agent;
    private final Set<Contender> waiting = ConcurrentHashMap.newKeySet();
    /** Whether a look at the clients is due; there is at most one. */
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * Watches over contenders.
     *
     * @param agent looks for clients that have gone
     */
    public Contenders(LocalApi api, Agent agent) {
        this.api = api;
        this.agent = agent;
    }

    LocalApi api() {
        return api;
    }

    /** Hands over the lease that a client names, or a new one when it names none. */
    void lease(Call client, long named, LongConsumer then) {
        if (named != 0) {
            then.accept(named);
            return;
        }
        api.ask(
                client,
                EtcdMethods.LEASE_GRANT,
                LeaseGrantRequest.newBuilder().setTTL(OWN_LEASE_SECONDS).build(),
                LeaseGrantResponse.parser(),
                granted -> then.accept(granted.getID()));
    }

    /**
     * Waits until no key is left below a prefix that was created at a revision or before.
     *
     * @param turn runs then
     * @param giveUp runs in its place when the client has gone
     */
    void await(Call client, ByteString prefix, long maxCreated, Runnable turn, Runnable giveUp) {
        Contender contender = new Contender(client, prefix, maxCreated, turn, giveUp);
        if (waiting.size() >= MOST) {
            giveUp.run();
            Answers.fail(client, EtcdError.REQUEST_TOO_MANY_REQUESTS);
            return;
        }
        waiting.add(contender);
        lookLater();
        contender.ask();
    }

    private void lookLater() {
        if (looking.compareAndSet(false, true)) {
            agent.schedule(LOOK_NANOS, this::look);
        }
    }

    private void look() {
        looking.set(false);
        for (Contender contender : waiting) {
            if (contender.client.isCancelled()) {
                contender.client.loop().execute(contender::abandon);
            }
        }
        if (!waiting.isEmpty()) {
            lookLater();
        }
    }

    /** Everything but {@code client} belongs to the client's loop. */
    private final class Contender {
        private final Call client;
        private final ByteString prefix;
        private final long maxCreated;
        private final Runnable turn;
        private final Runnable giveUp;
        private Runnable stopWatching = () -> {};
        private boolean over;

        Contender(Call client, ByteString prefix, long maxCreated, Runnable turn, Runnable giveUp) {
            this.client = client;
            this.prefix = prefix;
            this.maxCreated = maxCreated;
            this.turn = turn;
            this.giveUp = giveUp;
        }

        /** Looks for the next older key. */
        void ask() {
            api.ask(
                    client,
                    EtcdMethods.KV_RANGE,
                    Requests.youngest(prefix, maxCreated),
                    RangeResponse.parser(),
                    this::found,
                    (code, text) -> {
                        end();
                        client.fail(StatusCode.UNKNOWN, text);
                    });
        }

        private void found(RangeResponse older) {
            if (over) {
                return;
            }
            if (older.getKvsCount() == 0) {
                end();
                turn.run();
            } else {
                follow(older.getKvs(0).getKey(), older.getHeader().getRevision());
            }
        }

        private void follow(ByteString key, long revision) {
            stopWatching = api.watch(
                    client,
                    WatchCreateRequest.newBuilder()
                            .setKey(key)
                            .setStartRevision(revision)
                            .build(),
                    response -> {
                        boolean gone = response.getEventsList().stream()
                                .anyMatch(event -> event.getType() == EventType.DELETE);
                        if ((gone || response.getCanceled()) && !over) {
                            stopWatching.run();
                            stopWatching = () -> {};
                            ask();
                        }
                    });
        }

        void abandon() {
            if (!over) {
                end();
                giveUp.run();
            }
        }

        private void end() {
            over = true;
            waiting.remove(this);
            stopWatching.run();
            stopWatching = () -> {};
        }
    }
}
