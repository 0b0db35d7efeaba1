package dev.quoin.core.concurrency;

import com.google.protobuf.ByteString;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.core.server.ApiMethods;
import dev.quoin.protocol.election.CampaignRequest;
import dev.quoin.protocol.election.CampaignResponse;
import dev.quoin.protocol.election.LeaderKey;
import dev.quoin.protocol.election.LeaderRequest;
import dev.quoin.protocol.election.LeaderResponse;
import dev.quoin.protocol.election.ProclaimRequest;
import dev.quoin.protocol.election.ProclaimResponse;
import dev.quoin.protocol.election.ResignRequest;
import dev.quoin.protocol.election.ResignResponse;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.mvcc.KeyValue;
import dev.quoin.protocol.rpc.RangeResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import dev.quoin.protocol.rpc.TxnRequest;
import dev.quoin.protocol.rpc.TxnResponse;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The Election service. The oldest candidate leads, as long as its key is there with the creation revision that it had. */
public final class ElectionService {
    private final Contenders contenders;
    private final LocalApi api;

    /** Serves elections by way of these contenders. */
    public ElectionService(Contenders contenders) {
        this.contenders = contenders;
        this.api = contenders.api();
    }

    public void register(ApiMethods methods) {
        methods.unary(EtcdMethods.ELECTION_CAMPAIGN, (call, asker, message) -> campaign(call, message));
        methods.unary(EtcdMethods.ELECTION_PROCLAIM, (call, asker, message) -> proclaim(call, message));
        methods.unary(EtcdMethods.ELECTION_LEADER, (call, asker, message) -> leader(call, message));
        methods.unary(EtcdMethods.ELECTION_RESIGN, (call, asker, message) -> resign(call, message));
        methods.streaming(EtcdMethods.ELECTION_OBSERVE, call -> new Observation(api, call));
    }

    private void campaign(Call call, ByteBuffer message) {
        CampaignRequest request = Decoding.parse(() -> CampaignRequest.parseFrom(message));
        contenders.lease(call, request.getLease(), lease -> stand(call, request, lease));
    }

    private void stand(Call call, CampaignRequest request, long lease) {
        ByteString key = Requests.key(Requests.prefix(request.getName()), lease);
        TxnRequest entry = TxnRequest.newBuilder()
                .addCompare(Requests.createdAt(key, 0))
                .addSuccess(Requests.put(key, request.getValue(), lease))
                .addFailure(Requests.op(Requests.get(key)))
                .build();
        api.ask(call, EtcdMethods.KV_TXN, entry, TxnResponse.parser(), entered -> {
            LeaderKey.Builder candidate = LeaderKey.newBuilder()
                    .setName(request.getName())
                    .setKey(key)
                    .setLease(lease);
            if (entered.getSucceeded()) {
                long created = entered.getHeader().getRevision();
                await(call, candidate.setRev(created).build(), entered.getHeader());
                return;
            }
            KeyValue own = entered.getResponses(0).getResponseRange().getKvs(0);
            LeaderKey stands = candidate.setRev(own.getCreateRevision()).build();
            if (own.getValue().equals(request.getValue())) {
                await(call, stands, entered.getHeader());
            } else {
                proclaim(call, stands, request.getValue(), header -> await(call, stands, entered.getHeader()));
            }
        });
    }

    private void await(Call call, LeaderKey candidate, ResponseHeader header) {
        contenders.await(
                call,
                Requests.prefix(candidate.getName()),
                candidate.getRev() - 1,
                () -> Answers.send(
                        call,
                        CampaignResponse.newBuilder()
                                .setHeader(header)
                                .setLeader(candidate)
                                .build()),
                () -> resign(call, candidate, resigned -> {}));
    }

    private void proclaim(Call call, ByteBuffer message) {
        ProclaimRequest request = Decoding.parse(() -> ProclaimRequest.parseFrom(message));
        if (!request.hasLeader()) {
            throw noLeaderField();
        }
        proclaim(
                call,
                request.getLeader(),
                request.getValue(),
                header -> Answers.send(
                        call, ProclaimResponse.newBuilder().setHeader(header).build()));
    }

    private void proclaim(Call call, LeaderKey leader, ByteString value, Consumer<ResponseHeader> then) {
        TxnRequest change = TxnRequest.newBuilder()
                .addCompare(Requests.createdAt(leader.getKey(), leader.getRev()))
                .addSuccess(Requests.put(leader.getKey(), value, leader.getLease()))
                .build();
        api.ask(call, EtcdMethods.KV_TXN, change, TxnResponse.parser(), changed -> {
            if (changed.getSucceeded()) {
                then.accept(changed.getHeader());
            } else {
                call.fail(StatusCode.UNKNOWN, "election: not leader");
            }
        });
    }

    private void leader(Call call, ByteBuffer message) {
        LeaderRequest request = Decoding.parse(() -> LeaderRequest.parseFrom(message));
        ByteString prefix = Requests.prefix(request.getName());
        api.ask(call, EtcdMethods.KV_RANGE, Requests.oldest(prefix), RangeResponse.parser(), oldest -> {
            if (oldest.getKvsCount() == 0) {
                call.fail(StatusCode.UNKNOWN, "election: no leader");
            } else {
                Answers.send(
                        call,
                        LeaderResponse.newBuilder()
                                .setHeader(oldest.getHeader())
                                .setKv(oldest.getKvs(0))
                                .build());
            }
        });
    }

    private void resign(Call call, ByteBuffer message) {
        ResignRequest request = Decoding.parse(() -> ResignRequest.parseFrom(message));
        if (!request.hasLeader()) {
            throw noLeaderField();
        }
        resign(
                call,
                request.getLeader(),
                header -> Answers.send(
                        call, ResignResponse.newBuilder().setHeader(header).build()));
    }

    private void resign(Call call, LeaderKey leader, Consumer<ResponseHeader> then) {
        TxnRequest removal = TxnRequest.newBuilder()
                .addCompare(Requests.createdAt(leader.getKey(), leader.getRev()))
                .addSuccess(Requests.op(Requests.delete(leader.getKey())))
                .build();
        api.ask(call, EtcdMethods.KV_TXN, removal, TxnResponse.parser(), removed -> then.accept(removed.getHeader()));
    }

    private static IllegalArgumentException noLeaderField() {
        return Answers.refusal(StatusCode.UNKNOWN, "\"leader\" field must be provided");
    }
}
