package dev.quoin.tests.robustness.overload;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Ports;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Many clients with a connection each, who put keys of their own, as fast as somebody else says. */
final class Crowd implements AutoCloseable {

    /** A client with so many unanswered questions asks no more of them. */
    private static final int PATIENT = 64;

    private static final int KEYS_EACH = 10;
    private static final ByteString VALUE = ByteString.copyFrom(new byte[256]);
    private static final long TICK_NANOS = 5_000_000;

    private final List<ApiClient> clients = new ArrayList<>();
    private final List<AtomicInteger> open = new ArrayList<>();
    private final Map<ByteString, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<Status.Code, LongAdder> refused = new ConcurrentHashMap<>();
    private final LongAdder answered = new LongAdder();
    private final LongAdder asked = new LongAdder();

    Crowd(Ports ports, int size, Duration patience) {
        for (int i = 0; i < size; i++) {
            clients.add(new ApiClient(ports, patience));
            open.add(new AtomicInteger());
        }
    }

    long answered() {
        return answered.sum();
    }

    long asked() {
        return asked.sum();
    }

    /** The revision of the last put of each key that was acknowledged. */
    Map<ByteString, Long> acknowledged() {
        return acknowledged;
    }

    Map<Status.Code, LongAdder> refused() {
        return refused;
    }

    /** Asks so often a second, all in turn, for a time. */
    void ask(double perSecond, Duration time) {
        long start = System.nanoTime();
        long sent = 0;
        for (long now = 0; now < time.toNanos(); now = System.nanoTime() - start) {
            long due = (long) (perSecond * now / 1e9);
            for (; sent < due; sent++) {
                ask((int) (sent % clients.size()), sent);
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    /** Waits until everything that was asked is answered. */
    void awaitAnswers() {
        while (open.stream().anyMatch(client -> client.get() > 0)) {
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private void ask(int client, long number) {
        if (open.get(client).incrementAndGet() > PATIENT) {
            open.get(client).decrementAndGet();
            return;
        }
        asked.increment();
        ByteString key = ByteString.copyFromUtf8("crowd/" + client + "/" + number / clients.size() % KEYS_EACH);
        Message put = PutRequest.newBuilder().setKey(key).setValue(VALUE).build();
        clients.get(client).callAsync(EtcdMethods.KV_PUT, put).whenComplete((answer, error) -> {
            if (answer instanceof PutResponse response) {
                acknowledged.merge(key, response.getHeader().getRevision(), Math::max);
                answered.increment();
            } else {
                refused.computeIfAbsent(Status.fromThrowable(error).getCode(), code -> new LongAdder())
                        .increment();
            }
            open.get(client).decrementAndGet();
        });
    }

    @Override
    public void close() {
        clients.forEach(ApiClient::close);
    }
}
