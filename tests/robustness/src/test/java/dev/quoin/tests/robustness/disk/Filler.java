package dev.quoin.tests.robustness.disk;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.robustness.History;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Puts values that cannot be compressed, several at a time, until one is refused. */
final class Filler {
    private static final int IN_FLIGHT = 8;
    private static final int VALUE_BYTES = 16 << 10;
    private static final int KEYS = 500;

    private final History history;
    private final Random random = new Random(VALUE_BYTES);
    private int number;

    Filler(History history) {
        this.history = history;
    }

    /** Puts so many, or fewer if one of them fails; says with what. */
    Optional<Throwable> put(ApiClient client, int count) {
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int i = 0; i < count && failure.get() == null; i++) {
            free.acquireUninterruptibly();
            ByteString key = ByteString.copyFromUtf8("fill/" + random.nextInt(KEYS));
            ByteString value = value();
            history.sent(key, value);
            client.callAsync(
                            EtcdMethods.KV_PUT,
                            PutRequest.newBuilder().setKey(key).setValue(value).build())
                    .whenComplete((answer, error) -> {
                        if (answer instanceof PutResponse response) {
                            history.acknowledged(response.getHeader().getRevision(), value);
                        } else {
                            failure.compareAndSet(null, error);
                        }
                        free.release();
                    });
        }
        free.acquireUninterruptibly(IN_FLIGHT);
        return Optional.ofNullable(failure.get());
    }

    private ByteString value() {
        byte[] bytes = new byte[VALUE_BYTES];
        random.nextBytes(bytes);
        return ByteString.copyFromUtf8(++number + "/").concat(ByteString.copyFrom(bytes));
    }
}
