package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.tests.robustness.History;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients of a cluster: some that put, and one that reads linearizably what one of them puts. A client has one request at a time, and goes on to
 * another member when one fails. It asks only members that are up, so that each failure counts.
 */
final class Load implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final int KEYS = 500;
    private static final String COUNTER = "counter";

    private final Members members;
    private final History history;
    private final Gaps puts = new Gaps("puts");
    private final Gaps reads = new Gaps("linearizable reads");
    private final AtomicLong counted = new AtomicLong();
    private final Workers workers = new Workers();
    private final List<Client> clients = new ArrayList<>();

    /** The last one that was put, by the thread that counts. */
    private long sent;

    /** The last one that was read, by the thread that reads. */
    private long seen;

    private Load(Members members, long before) {
        this.members = members;
        this.history = new History(before);
    }

    static Load on(Members members) {
        return on(members, 1);
    }

    /** @param before the last revision that is none of its own */
    static Load on(Members members, long before) {
        Load load = new Load(members, before);
        for (int i = 0; i < WRITERS; i++) {
            String name = "w" + i;
            Client client = load.client(i);
            AtomicLong number = new AtomicLong();
            load.workers.begin(name, () -> load.put(client, name, number.incrementAndGet()));
        }
        Client counter = load.client(1);
        Client reader = load.client(2);
        load.workers.begin("counter", () -> load.count(counter));
        load.workers.begin("reader", () -> load.read(reader));
        try {
            load.awaitPuts(WRITERS);
        } catch (RuntimeException | Error e) {
            load.close();
            throw e;
        }
        return load;
    }

    private Client client(int first) {
        Client client = new Client(members, first);
        clients.add(client);
        return client;
    }

    private void put(Client client, String name, long number) {
        String key = "key/" + name + "/" + number % KEYS;
        put(client, ByteString.copyFromUtf8(key), ByteString.copyFromUtf8(name + "/" + number));
    }

    private void count(Client client) {
        long number = ++sent;
        if (put(client, ByteString.copyFromUtf8(COUNTER), ByteString.copyFromUtf8(COUNTER + "/" + number))) {
            counted.set(number);
        }
    }

    private boolean put(Client client, ByteString key, ByteString value) {
        Member member = client.turn();
        history.sent(key, value);
        long begun = System.nanoTime();
        try {
            history.acknowledged(client.to(member).put(key, value), value);
            puts.succeeded(begun);
            return true;
        } catch (StatusRuntimeException e) {
            failed(puts, client, member, e, begun);
            return false;
        }
    }

    /** What is read is at least as new as what was acknowledged before the read began. */
    private void read(Client client) {
        Member member = client.turn();
        long least = counted.get();
        long begun = System.nanoTime();
        try {
            String value = client.to(member).get(COUNTER, false);
            reads.succeeded(begun);
            long number = value.isEmpty() ? 0 : Long.parseLong(value.substring(COUNTER.length() + 1));
            assertThat(number).as("what " + member + " read").isGreaterThanOrEqualTo(Math.max(least, seen));
            seen = number;
        } catch (StatusRuntimeException e) {
            failed(reads, client, member, e, begun);
        }
    }

    /** A member that is not up any more was taken away during the request: that the client goes on elsewhere is all there is to it. */
    private static void failed(Gaps gaps, Client client, Member member, StatusRuntimeException error, long begun) {
        client.forget(member);
        if (member.isUp()) {
            gaps.failed(member.name(), MemberClient.told(error), begun);
        }
    }

    /** The leader is about to be taken away. {@link #awaitGapEnd} is to follow. */
    void gap(String cause) {
        puts.begin(cause);
        reads.begin(cause);
    }

    /** The leader is gone: waits until puts and reads go on, and says how long that took since it began to go. */
    Duration awaitGapEnd() {
        puts.taken();
        reads.taken();
        Duration gap = puts.awaitEnd();
        reads.awaitEnd();
        return gap;
    }

    /** Waits until so many more puts were acknowledged. */
    void awaitPuts(int more) {
        int before = history.acknowledgedCount();
        Eventually.until(more + " more puts; " + puts.summary(), () -> {
            workers.check();
            return history.acknowledgedCount() >= before + more;
        });
    }

    /** Ends the clients. */
    @Override
    public void close() {
        workers.close();
        clients.forEach(Client::close);
        clients.clear();
    }

    /** Ends the clients; nothing failed but in election gaps, and what was acknowledged is there, on every member that is up. */
    void verify() {
        close();
        workers.check();
        System.out.println(puts.summary());
        System.out.println(reads.summary());
        puts.verify();
        reads.verify();
        Member any = members.up().getFirst();
        try (MemberClient client = any.client()) {
            history.verifyAll(client.api());
            // Linearizable, so that it is the newest there is.
            client.count("key/", false);
            members.requireEqualHashes(client.revision());
        }
    }
}
