package dev.quoin.ctl.command.lock;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.client.Client;
import dev.quoin.ctl.client.Limit;
import dev.quoin.ctl.client.RpcException;
import dev.quoin.ctl.client.Watches;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.ctl.text.Raw;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.Event;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.*;
import dev.quoin.protocol.rpc.Compare.CompareTarget;
import dev.quoin.protocol.rpc.RangeRequest.SortOrder;
import dev.quoin.protocol.rpc.RangeRequest.SortTarget;
import java.util.concurrent.CompletableFuture;

/**
 * The keys below a name, in the order in which they were created: whose key is the oldest holds the lock, or leads.
 * Each waits for
 * the key before its own. The layout is that of etcd's clients, so both kinds stand in one queue.
 */
final class Queue {
    private final Client client;
    private final KeyRange range;
    private final ByteString key;
    private final long lease;
    private long revision;

    /** @param name a byte string */
    Queue(Client client, String name, Session session) {
        this.client = client;
        this.range = KeyRange.prefix(name + "/");
        this.lease = session.lease();
        this.key = Raw.bytes(name + "/" + Long.toHexString(lease));
    }

    ByteString key() {
        return key;
    }

    /** The revision at which the own key was created. */
    long revision() {
        return revision;
    }

    /** Puts the own key at the end of the queue, unless it stands there. */
    ResponseHeader enter(ByteString value, Limit limit) throws RpcException {
        RequestOp put = RequestOp.newBuilder()
                .setRequestPut(
                        PutRequest.newBuilder().setKey(key).setValue(value).setLease(lease))
                .build();
        RequestOp get = RequestOp.newBuilder()
                .setRequestRange(RangeRequest.newBuilder().setKey(key))
                .build();
        TxnRequest request = TxnRequest.newBuilder()
                .addCompare(created(0))
                .addSuccess(put)
                .addFailure(get)
                .build();
        TxnResponse response = client.call(EtcdMethods.KV_TXN, request, TxnResponse.class, limit);
        revision = response.getSucceeded()
                ? response.getHeader().getRevision()
                : response.getResponses(0).getResponseRange().getKvs(0).getCreateRevision();
        return response.getHeader();
    }

    private Compare created(long at) {
        return Compare.newBuilder()
                .setTarget(CompareTarget.CREATE)
                .setKey(key)
                .setCreateRevision(at)
                .build();
    }

    /** Waits until no older key is left, or until somebody wants to stop: then the answer is false. */
    boolean waitForTurn(CompletableFuture<?> stop) throws RpcException {
        RangeRequest newestOlder = RangeRequest.newBuilder()
                .setKey(range.key())
                .setRangeEnd(range.end())
                .setSortOrder(SortOrder.DESCEND)
                .setSortTarget(SortTarget.CREATE)
                .setLimit(1)
                .setMaxCreateRevision(revision - 1)
                .build();
        while (!stop.isDone()) {
            RangeResponse older = client.call(EtcdMethods.KV_RANGE, newestOlder, RangeResponse.class, Limit.none());
            if (older.getKvsCount() == 0) {
                return true;
            }
            waitForDelete(older.getKvs(0), older.getHeader().getRevision(), stop);
        }
        return false;
    }

    private void waitForDelete(KeyValue before, long from, CompletableFuture<?> stop) throws RpcException {
        WatchCreateRequest request = WatchCreateRequest.newBuilder()
                .setKey(before.getKey())
                .setStartRevision(from)
                .build();
        try (Watches watches = new Watches(client)) {
            watches.add(request, event -> {
                boolean gone = event.response().getEventsList().stream()
                        .anyMatch(each -> each.getType() == Event.EventType.DELETE);
                if (gone) {
                    watches.close();
                }
            });
            stop.thenRun(watches::close);
            watches.run();
        }
    }

    /** Takes the own key out, if it is still the one that was put there. */
    void leave(Limit limit) throws RpcException {
        TxnRequest request = TxnRequest.newBuilder()
                .addCompare(created(revision))
                .addSuccess(RequestOp.newBuilder()
                        .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(key)))
                .build();
        client.call(EtcdMethods.KV_TXN, request, TxnResponse.class, limit);
    }
}
