package dev.quoin.tests.robustness;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.tests.harness.ApiClient;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts keys, several at a time, until it has put enough or the node is gone. */
final class Putter {

    private static final int IN_FLIGHT = 32;
    private static final int HOT_KEYS = 10;

    private final ApiClient client;
    private final History history;
    private final String round;
    private final Random random;
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final CountDownLatch broken = new CountDownLatch(1);

    Putter(ApiClient client, History history, String round, Random random) {
        this.client = client;
        this.history = history;
        this.round = round;
        this.random = random;
    }

    /**
     * Puts so many keys, and waits for the answers, or for the first error.
     *
     * @param onAcknowledged called with the number of each answer, on the connection's thread
     * @return how many were acknowledged
     */
    int put(int count, java.util.function.IntConsumer onAcknowledged) throws InterruptedException {
        for (int i = 0; i < count && broken.getCount() > 0; i++) {
            free.acquire();
            send(i, onAcknowledged);
        }
        free.acquire(IN_FLIGHT);
        return acknowledged.get();
    }

    private void send(int number, java.util.function.IntConsumer onAcknowledged) {
        boolean hot = random.nextInt(10) == 0;
        ByteString key =
                ByteString.copyFromUtf8(hot ? "hot/" + random.nextInt(HOT_KEYS) : "key/" + round + "/" + number);
        ByteString value = ByteString.copyFromUtf8(round + "/" + number + "/" + "v".repeat(random.nextInt(1500)));
        history.sent(key, value);
        Message request = PutRequest.newBuilder().setKey(key).setValue(value).build();
        client.callAsync(EtcdMethods.KV_PUT, request).whenComplete((answer, error) -> {
            if (answer instanceof PutResponse response) {
                history.acknowledged(response.getHeader().getRevision(), value);
                onAcknowledged.accept(acknowledged.incrementAndGet());
            } else {
                broken.countDown();
            }
            free.release();
        });
    }
}
