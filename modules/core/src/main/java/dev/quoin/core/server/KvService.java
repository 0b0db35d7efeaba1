package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.auth.rules.KeysOfLease;
import dev.quoin.core.auth.rules.RequestRules;
import dev.quoin.core.cluster.AlarmGate;
import dev.quoin.core.kv.PutCommand;
import dev.quoin.core.kv.RangeQuery;
import dev.quoin.core.kv.TxnChecks;
import dev.quoin.core.kv.TxnDecoding;
import dev.quoin.core.kv.TxnExecution;
import dev.quoin.core.propose.Proposal;
import dev.quoin.core.propose.Proposer;
import dev.quoin.core.read.LinearizableReads;
import dev.quoin.core.read.LoopViews;
import dev.quoin.core.read.RangeServer;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.upkeep.Compactor;
import dev.quoin.core.upkeep.Quota;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.CompactionRequest;
import dev.quoin.protocol.rpc.DeleteRangeRequest;
import dev.quoin.protocol.rpc.TxnRequest;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/** The KV service: what can be refused is refused here, on the event loop; then a request goes to the log or to a view. */
public final class KvService {
    private final Proposer proposer;
    private final Quota quota;
    private final LinearizableReads reads;
    private final RangeServer ranges;
    private final LoopViews views;
    private final ResponseHeaders headers;
    private final Compactor compactor;
    private final int maxTxnOps;
    private final Permits permits;
    private final ThreadLocal<PutCommand> puts = ThreadLocal.withInitial(PutCommand::new);

    public KvService(
            Proposer proposer,
            Quota quota,
            LinearizableReads reads,
            RangeServer ranges,
            LoopViews views,
            ResponseHeaders headers,
            Compactor compactor,
            int maxTxnOps,
            Permits permits) {
        this.proposer = proposer;
        this.quota = quota;
        this.reads = reads;
        this.ranges = ranges;
        this.views = views;
        this.headers = headers;
        this.compactor = compactor;
        this.maxTxnOps = maxTxnOps;
        this.permits = permits;
    }

    public void register(ApiMethods methods) {
        methods.unary(EtcdMethods.KV_RANGE, this::range);
        methods.unary(EtcdMethods.KV_PUT, this::put);
        methods.unary(EtcdMethods.KV_DELETE_RANGE, this::deleteRange);
        methods.unary(EtcdMethods.KV_TXN, this::txn);
        methods.unary(EtcdMethods.KV_COMPACT, this::compact);
    }

    private void range(Call call, Asker asker, ByteBuffer request) {
        RangeQuery query = RangeQuery.parse(request);
        if (query.serializable()) {
            ranges.serve(call, query);
        } else {
            reads.begin(call, () -> ranges.serve(call, query));
        }
    }

    private void put(Call call, Asker asker, ByteBuffer request) {
        PutCommand put = puts.get().read(request).check();
        quota.check();
        if (!permits.areNeeded()) {
            propose(call, asker, InternalRaftRequest.PUT_FIELD_NUMBER, request);
            return;
        }
        byte[] key = put.key();
        long lease = put.lease();
        boolean prevKv = put.prevKv();
        KeysOfLease keys = permits.keysOfLease(call);
        permits.check(
                call,
                asker,
                request,
                access -> RequestRules.put(access, key, lease, prevKv, keys),
                proposing(call, InternalRaftRequest.PUT_FIELD_NUMBER));
    }

    private void deleteRange(Call call, Asker asker, ByteBuffer request) {
        DeleteRangeRequest deletion = Decoding.parse(() -> DeleteRangeRequest.parseFrom(request.duplicate()));
        if (deletion.getKey().isEmpty()) {
            throw new RequestException(EtcdError.EMPTY_KEY);
        }
        permits.check(
                call,
                asker,
                request,
                access -> RequestRules.delete(access, deletion),
                proposing(call, InternalRaftRequest.DELETE_RANGE_FIELD_NUMBER));
    }

    private void txn(Call call, Asker asker, ByteBuffer request) {
        TxnRequest txn = TxnDecoding.received(request);
        TxnChecks.check(txn, maxTxnOps);
        if (!TxnExecution.isReadOnly(txn)) {
            if (AlarmGate.adds(txn)) {
                quota.check();
            }
            KeysOfLease keys = permits.keysOfLease(call);
            permits.check(
                    call,
                    asker,
                    request,
                    access -> RequestRules.txn(access, txn, keys),
                    proposing(call, InternalRaftRequest.TXN_FIELD_NUMBER));
        } else if (TxnExecution.isSerializable(txn)) {
            readTxn(call, txn);
        } else {
            reads.begin(call, () -> readTxn(call, txn));
        }
    }

    private void readTxn(Call call, TxnRequest txn) {
        StoreView view = views.current(call.loop());
        if (permits.areNeeded()) {
            RequestRules.txn(permits.gate().access(call), txn, permits.keysOfLease(call));
        }
        byte[] response = TxnExecution.reading(view, txn).run(headers::encode);
        call.complete(ByteBuffer.wrap(response));
    }

    private void compact(Call call, Asker asker, ByteBuffer request) {
        CompactionRequest compaction = Decoding.parse(() -> CompactionRequest.parseFrom(request.duplicate()));
        Proposal proposal = Proposal.of(asker, InternalRaftRequest.COMPACTION_FIELD_NUMBER, request);
        proposer.propose(proposal, outcome -> {
            if (compaction.getPhysical() && outcome.error() == null) {
                compactor.whenRemoved(compaction.getRevision(), () -> Answers.send(call, outcome));
            } else {
                Answers.send(call, outcome);
            }
        });
    }

    private BiConsumer<Asker, ByteBuffer> proposing(Call call, int operation) {
        return (asker, request) -> propose(call, asker, operation, request);
    }

    private void propose(Call call, Asker asker, int operation, ByteBuffer request) {
        proposer.propose(Proposal.of(asker, operation, request), outcome -> Answers.send(call, outcome));
    }
}
