package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.tests.robustness.History;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Clients of a cluster: some that put, and one that reads linearizably what one of them puts. A client has one request at a time, and goes on to
 * another member when one fails. It asks only members that are up, so that each failure counts.
 */
final class Load implements AutoCloseable {
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final int WRITERS = 4;
    private static final String COUNTER = "counter";

    private final Members members;
    private final History history;
    private final Gaps puts = new Gaps("puts");
    private final Gaps reads = new Gaps("linearizable reads");
    private final AtomicLong counted = new AtomicLong();
    private final AtomicReference<Throwable> wrong = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

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
            load.begin(name, new Client(load, i), client -> load.put(client, name));
        }
        load.begin("counter", new Client(load, 1), load::count);
        load.begin("reader", new Client(load, 2), load::read);
        load.awaitPuts(WRITERS);
        return load;
    }

    private interface Step {
        void run(Client client);
    }

    /** Connections of one thread, and where it asks next. */
    private static final class Client implements AutoCloseable {
        private final Load load;
        private final Map<Member, MemberClient> connections = new HashMap<>();
        private int next;
        private long number;

        Client(Load load, int next) {
            this.load = load;
            this.next = next;
        }

        /** The next member that is up; a connection to one that was replaced by another process is made anew. */
        Member turn() {
            List<Member> up = load.members.up();
            return up.get(Math.floorMod(next++, up.size()));
        }

        MemberClient to(Member member) {
            return connections.computeIfAbsent(member, to -> to.client(ATTEMPT));
        }

        void forget(Member member) {
            connections.remove(member).close();
        }

        @Override
        public void close() {
            connections.values().forEach(MemberClient::close);
        }
    }

    private void begin(String name, Client client, Step step) {
        threads.add(Thread.ofPlatform().name("load-" + name).start(() -> {
            try (client) {
                while (!ending) {
                    step.run(client);
                }
            } catch (Throwable e) {
                wrong.compareAndSet(null, e);
            }
        }));
    }

    private void put(Client client, String name) {
        String number = name + "/" + client.number++;
        put(
                client,
                ByteString.copyFromUtf8("key/" + name + "/" + client.number % 500),
                ByteString.copyFromUtf8(number));
    }

    private void count(Client client) {
        long number = ++client.number;
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
            assertThat(number).as("what " + member + " read").isGreaterThanOrEqualTo(Math.max(least, client.number));
            client.number = number;
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
        Eventually.until(
                more + " more puts; " + puts.summary(),
                () -> history.acknowledgedCount() >= before + more || wrong.get() != null);
    }

    /** Ends the clients. */
    @Override
    public void close() {
        ending = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while ending " + thread.getName(), e);
            }
        }
        threads.clear();
    }

    /** Ends the clients; nothing failed but in election gaps, and what was acknowledged is there, on every member that is up. */
    void verify() {
        close();
        if (wrong.get() != null) {
            throw new AssertionError("a client found something wrong", wrong.get());
        }
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
