package dev.quoin.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
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

/** Many keys of 512 bytes. */
final class BigStore {

    private static final int VALUE_BYTES = 512;
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

    /** All keys are there, and the first and the last of them have values. */
    static void verify(ApiClient client, int keys) {
        RangeRequest.Builder all =
                RangeRequest.newBuilder().setKey(key(0)).setRangeEnd(ByteString.copyFromUtf8("big0"));
        assertThat(range(client, all.clone().setCountOnly(true)).getCount()).isEqualTo(keys);
        assertThat(range(client, all.clone().setLimit(10_000)).getKvsList())
                .allMatch(kv -> kv.getValue().size() == VALUE_BYTES)
                .hasSize(Math.min(keys, 10_000));
        assertThat(range(client, RangeRequest.newBuilder().setKey(key(keys - 1)))
                        .getKvs(0)
                        .getValue()
                        .size())
                .isEqualTo(VALUE_BYTES);
    }

    /** What the node's process has in memory, by the kernel's account. */
    static long residentMib(Node node) {
        try {
            return Files.readAllLines(Path.of("/proc/" + node.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
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
