package dev.quoin.tests.robustness.tls;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.tests.harness.ApiClient;
import io.grpc.StatusRuntimeException;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that put, each to one member. Half of them keep their connection, half take a new one for each put. */
final class SecureWriters implements AutoCloseable {
    private static final int COUNT = Integer.getInteger("quoin.tls.writers", 10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SecureMembers members;
    private final List<Thread> threads = new ArrayList<>();
    private final List<AtomicLong> done = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile SslContext tls;
    private volatile boolean over;

    SecureWriters(SecureMembers members, SslContext tls) {
        this.members = members;
        this.tls = tls;
        for (int i = 0; i < COUNT; i++) {
            int number = i;
            done.add(new AtomicLong());
            threads.add(Thread.ofPlatform().name("writer-" + i).start(() -> run(number)));
        }
    }

    private void run(int number) {
        boolean keeps = number % 2 == 0;
        try {
            while (!over) {
                try (ApiClient client = new ApiClient(
                        members.node(number % members.all().size()).ports(), PATIENCE, tls)) {
                    do {
                        put(client, number);
                    } while (keeps && !over);
                }
            }
        } catch (StatusRuntimeException e) {
            failed("writer " + number + " after " + done.get(number) + " puts: " + e.getStatus() + " "
                    + e.getStatus().getCause());
        }
    }

    private void put(ApiClient client, int number) {
        PutRequest request = PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("key/" + number))
                .setValue(ByteString.copyFromUtf8("value"))
                .build();
        client.call(EtcdMethods.KV_PUT, request, PutResponse.class);
        synchronized (this) {
            done.get(number).incrementAndGet();
            notifyAll();
        }
    }

    /** From now on new connections show another certificate. */
    void show(SslContext next) {
        tls = next;
    }

    /** Waits until each writer has put more, or one has failed. The put under way may have begun before; the one after it has not. */
    synchronized void awaitMore() {
        List<Long> enough = done.stream().map(count -> count.get() + 2).toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (failures.isEmpty() && !reached(enough)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("writers do not go on: " + done);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    private boolean reached(List<Long> enough) {
        for (int i = 0; i < COUNT; i++) {
            if (done.get(i).get() < enough.get(i)) {
                return false;
            }
        }
        return true;
    }

    private synchronized void failed(String what) {
        failures.add(what);
        notifyAll();
    }

    /** What went wrong, for each writer. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
