package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Many keys, each with a value of a size that can be chosen. */
final class BigStore {

    static final int VALUE_BYTES = Integer.getInteger("quoin.bigstore.value", 512);

    private static final int PAGE_KEYS = 10_000;
    private static final int GETS = 1_000;
    private static final int KEYS_A_TXN = 100;
    private static final int IN_FLIGHT = 8;

    private BigStore() {}

    /** Puts the keys, a hundred to a transaction, the values of a fixed seed. */
    static void fill(ApiClient client, int keys) throws InterruptedException {
        Random random = new Random(512);
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int first = 0; first < keys && failure.get() == null; first += KEYS_A_TXN) {
            free.acquire();
            TxnRequest txn = txn(first, Math.min(keys, first + KEYS_A_TXN), random);
            client.callAsync(EtcdMethods.KV_TXN, txn).whenComplete((answer, error) -> {
                if (error != null) {
                    failure.set(error);
                }
                free.release();
            });
        }
        free.acquire(IN_FLIGHT);
        if (failure.get() != null) {
            throw new AssertionError("a put failed", failure.get());
        }
    }

    /** One key, linearizably; answers with how many there are of it. */
    static long read(ApiClient client) {
        return range(client, RangeRequest.newBuilder().setKey(key(0))).getCount();
    }

    /** All keys are there: counted, listed page by page in their order, and some of them got one by one. */
    static void verify(ApiClient client, int keys) {
        RangeRequest.Builder all = RangeRequest.newBuilder().setRangeEnd(ByteString.copyFromUtf8("big0"));
        assertThat(range(client, all.clone().setKey(key(0)).setCountOnly(true)).getCount())
                .isEqualTo(keys);
        for (int listed = 0; listed < keys; ) {
            RangeResponse page = range(client, all.clone().setKey(key(listed)).setLimit(PAGE_KEYS));
            assertThat(page.getCount()).isEqualTo(keys - listed);
            for (KeyValue kv : page.getKvsList()) {
                check(kv, listed++);
            }
        }
        Random random = new Random(keys);
        for (int i = 0; i < GETS; i++) {
            int number = random.nextInt(keys);
            check(range(client, RangeRequest.newBuilder().setKey(key(number))).getKvs(0), number);
        }
    }

    private static void check(KeyValue kv, int number) {
        if (!kv.getKey().equals(key(number)) || kv.getValue().size() != VALUE_BYTES) {
            throw new AssertionError(
                    "in place of key " + number + ": " + kv.getKey().toStringUtf8() + " with a value of "
                            + kv.getValue().size() + " bytes");
        }
    }

    /** What the node's process has in memory, by the kernel's account. */
    static long residentMib(Node node) {
        return status(node, "VmRSS:");
    }

    /** The most that it has ever had. */
    static long peakMib(Node node) {
        return status(node, "VmHWM:");
    }

    private static long status(Node node, String line) {
        try {
            return Files.readAllLines(Path.of("/proc/" + node.pid() + "/status")).stream()
                    .filter(text -> text.startsWith(line))
                    .mapToLong(text -> Long.parseLong(text.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TxnRequest txn(int first, int end, Random random) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        byte[] value = new byte[VALUE_BYTES];
        for (int i = first; i < end; i++) {
            random.nextBytes(value);
            txn.addSuccess(RequestOp.newBuilder()
                    .setRequestPut(PutRequest.newBuilder().setKey(key(i)).setValue(ByteString.copyFrom(value))));
        }
        return txn.build();
    }

    private static RangeResponse range(ApiClient client, RangeRequest.Builder request) {
        return client.call(EtcdMethods.KV_RANGE, request.build(), RangeResponse.class);
    }

    private static ByteString key(int number) {
        return ByteString.copyFromUtf8("big/%08d".formatted(number));
    }
}
