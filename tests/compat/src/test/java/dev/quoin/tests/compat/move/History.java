package dev.quoin.tests.compat.move;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AlarmType;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.RequestOp;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.tests.harness.ApiClient;
import java.util.SplittableRandom;

/** Makes a history from a seed: keys set and deleted, alone and in transactions, leases, a compaction, an alarm. */
final class History {
    private static final int KEYS = 60;
    private static final int LEASES = 5;

    private final ApiClient client;
    private final SplittableRandom random;
    private final boolean changesTwice;

    /** @param changesTwice whether the server takes a transaction that sets a key and deletes it again, as etcd does */
    History(ApiClient client, long seed, boolean changesTwice) {
        this.changesTwice = changesTwice;
        this.client = client;
        this.random = new SplittableRandom(seed);
    }

    void make(int requests) {
        for (int i = 1; i <= LEASES; i++) {
            call(
                    EtcdMethods.LEASE_GRANT,
                    LeaseGrantRequest.newBuilder().setID(i).setTTL(6000L * i).build());
        }
        changes(requests);
        call(
                EtcdMethods.KV_COMPACT,
                CompactionRequest.newBuilder()
                        .setRevision(requests / 2)
                        .setPhysical(true)
                        .build());
        call(
                EtcdMethods.LEASE_REVOKE,
                LeaseRevokeRequest.newBuilder().setID(LEASES).build());
        changes(requests / 4);
        AlarmRequest alarm = AlarmRequest.newBuilder()
                .setAction(AlarmRequest.AlarmAction.ACTIVATE)
                .setAlarm(AlarmType.NOSPACE)
                .setMemberID(0xF00DL)
                .build();
        call(EtcdMethods.MAINTENANCE_ALARM, alarm);
        call(
                EtcdMethods.MAINTENANCE_ALARM,
                alarm.toBuilder().setAction(AlarmRequest.AlarmAction.DEACTIVATE).build());
    }

    private void changes(int requests) {
        for (int i = 0; i < requests; i++) {
            change();
        }
    }

    private void change() {
        switch (random.nextInt(8)) {
            case 0 -> call(EtcdMethods.KV_DELETE_RANGE, delete(1));
            case 1 -> call(EtcdMethods.KV_DELETE_RANGE, delete(4));
            case 2 -> call(EtcdMethods.KV_TXN, txn());
            default -> call(EtcdMethods.KV_PUT, put(random.nextInt(3) == 0 ? 1 + random.nextInt(LEASES - 1) : 0));
        }
    }

    private void call(EtcdMethods method, Message request) {
        client.call(method, request, Message.class);
    }

    private static ByteString key(int number) {
        return number == 5
                ? ByteString.copyFrom(new byte[] {0, 1, 0, (byte) 0xFF})
                : ByteString.copyFromUtf8("key-%03d".formatted(number));
    }

    private PutRequest put(long lease) {
        byte[] value = new byte[random.nextInt(30) == 0 ? 20_000 : random.nextInt(200)];
        random.nextBytes(value);
        return PutRequest.newBuilder()
                .setKey(key(random.nextInt(KEYS)))
                .setValue(ByteString.copyFrom(value))
                .setLease(lease)
                .build();
    }

    private DeleteRangeRequest delete(int keys) {
        int first = 10 + random.nextInt(KEYS - 10);
        return DeleteRangeRequest.newBuilder()
                .setKey(key(first))
                .setRangeEnd(keys == 1 ? ByteString.EMPTY : key(first + keys))
                .build();
    }

    /**
     * Sets a key in one nested transaction, deletes one in the next, the same where the server takes that, and sets another: several
     * changes in one revision.
     */
    private TxnRequest txn() {
        PutRequest put = put(0);
        int number = random.nextInt(KEYS - 1);
        ByteString other = key(number).equals(put.getKey()) ? key(number + 1) : key(number);
        DeleteRangeRequest delete = DeleteRangeRequest.newBuilder()
                .setKey(changesTwice ? put.getKey() : other)
                .build();
        return TxnRequest.newBuilder()
                .addSuccess(nested(RequestOp.newBuilder().setRequestPut(put)))
                .addSuccess(nested(RequestOp.newBuilder().setRequestDeleteRange(delete)))
                .addSuccess(RequestOp.newBuilder()
                        .setRequestPut(PutRequest.newBuilder()
                                .setKey(key(KEYS + random.nextInt(5)))
                                .setValue(put.getValue())))
                .build();
    }

    private static RequestOp.Builder nested(RequestOp.Builder op) {
        return RequestOp.newBuilder().setRequestTxn(TxnRequest.newBuilder().addSuccess(op));
    }
}
