package dev.quoin.core.concurrency;

import com.google.protobuf.ByteString;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.core.server.ApiMethods;
import dev.quoin.protocol.lock.LockRequest;
import dev.quoin.protocol.lock.LockResponse;
import dev.quoin.protocol.lock.UnlockRequest;
import dev.quoin.protocol.lock.UnlockResponse;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.DeleteRangeResponse;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import java.nio.ByteBuffer;

/** The Lock service. A lock is held as long as its key is there: until it is unlocked, or its lease ends. */
public final class LockService {
    private final Contenders contenders;
    private final LocalApi api;

    /** Serves locks by way of these contenders. */
    public LockService(Contenders contenders) {
        this.contenders = contenders;
        this.api = contenders.api();
    }

    public void register(ApiMethods methods) {
        methods.unary(EtcdMethods.LOCK_LOCK, (call, asker, message) -> lock(call, message));
        methods.unary(EtcdMethods.LOCK_UNLOCK, (call, asker, message) -> unlock(call, message));
    }

    private void lock(Call call, ByteBuffer message) {
        LockRequest request = Decoding.parse(() -> LockRequest.parseFrom(message));
        ByteString prefix = Requests.prefix(request.getName());
        contenders.lease(call, request.getLease(), lease -> contend(call, prefix, Requests.key(prefix, lease), lease));
    }

    private void contend(Call call, ByteString prefix, ByteString key, long lease) {
        TxnRequest entry = TxnRequest.newBuilder()
                .addCompare(Requests.createdAt(key, 0))
                .addSuccess(Requests.put(key, ByteString.EMPTY, lease))
                .addSuccess(Requests.op(Requests.oldest(prefix)))
                .addFailure(Requests.op(Requests.get(key)))
                .addFailure(Requests.op(Requests.oldest(prefix)))
                .build();
        api.ask(call, EtcdMethods.KV_TXN, entry, TxnResponse.parser(), entered -> {
            long created = entered.getSucceeded()
                    ? entered.getHeader().getRevision()
                    : entered.getResponses(0).getResponseRange().getKvs(0).getCreateRevision();
            RangeResponse oldest = entered.getResponses(1).getResponseRange();
            if (oldest.getKvsCount() == 0 || oldest.getKvs(0).getCreateRevision() == created) {
                held(call, entered.getHeader(), key);
            } else {
                contenders.await(call, prefix, created - 1, () -> confirm(call, key), () -> giveBack(call, key));
            }
        });
    }

    /** The lease may have ended while the client waited. */
    private void confirm(Call call, ByteString key) {
        api.ask(call, EtcdMethods.KV_RANGE, Requests.get(key), RangeResponse.parser(), own -> {
            if (own.getKvsCount() == 0) {
                call.fail(StatusCode.UNKNOWN, "mutex: session is expired");
            } else {
                held(call, own.getHeader(), key);
            }
        });
    }

    private void giveBack(Call call, ByteString key) {
        api.ask(call, EtcdMethods.KV_DELETE_RANGE, Requests.delete(key), DeleteRangeResponse.parser(), gone -> {});
    }

    private static void held(Call call, ResponseHeader header, ByteString key) {
        Answers.send(
                call, LockResponse.newBuilder().setHeader(header).setKey(key).build());
    }

    private void unlock(Call call, ByteBuffer message) {
        UnlockRequest request = Decoding.parse(() -> UnlockRequest.parseFrom(message));
        api.ask(
                call,
                EtcdMethods.KV_DELETE_RANGE,
                Requests.delete(request.getKey()),
                DeleteRangeResponse.parser(),
                gone -> Answers.send(
                        call,
                        UnlockResponse.newBuilder().setHeader(gone.getHeader()).build()));
    }
}
