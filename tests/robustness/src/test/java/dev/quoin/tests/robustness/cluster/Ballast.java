package dev.quoin.tests.robustness.cluster;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Data that is there to be much: values of 16 KiB that cannot be compressed, 64 to a transaction. */
final class Ballast {
    private static final int VALUE_BYTES = 16 << 10;
    private static final int VALUES_A_TXN = 64;
    private static final int IN_FLIGHT = 4;

    private Ballast() {}

    /** Puts so many megabytes. */
    static void put(MemberClient client, int megabytes) {
        Random random = new Random(megabytes);
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int txn = 0; txn < megabytes && failure.get() == null; txn++) {
            free.acquireUninterruptibly();
            client.api().callAsync(EtcdMethods.KV_TXN, txn(txn, random)).whenComplete((answer, error) -> {
                if (error != null) {
                    failure.set(error);
                }
                free.release();
            });
        }
        free.acquireUninterruptibly(IN_FLIGHT);
        if (failure.get() != null) {
            throw new AssertionError("ballast was not taken", failure.get());
        }
    }

    private static TxnRequest txn(int number, Random random) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        byte[] value = new byte[VALUE_BYTES];
        for (int i = 0; i < VALUES_A_TXN; i++) {
            random.nextBytes(value);
            txn.addSuccess(RequestOp.newBuilder()
                    .setRequestPut(PutRequest.newBuilder()
                            .setKey(ByteString.copyFromUtf8("ballast/%08d/%02d".formatted(number, i)))
                            .setValue(ByteString.copyFrom(value))));
        }
        return txn.build();
    }
}
