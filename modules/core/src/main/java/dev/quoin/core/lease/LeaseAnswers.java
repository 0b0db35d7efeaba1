package dev.quoin.core.lease;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.peer.LeaderCalls;
import dev.quoin.core.peer.OnLeader;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.read.LinearizableReads;
import dev.quoin.core.store.LeaseKeys;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.LeaseKeepAliveRequest;
import dev.quoin.protocol.rpc.LeaseKeepAliveResponse;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;
import dev.quoin.protocol.rpc.LeaseTimeToLiveResponse;
import java.util.function.Consumer;

/** What only the leader knows of leases, their time: answers on the leader, and asks it elsewhere. Safe for use by any thread. */
public final class LeaseAnswers {
    private static final String RENEW = "lease-keep-alive";
    private static final String TIME_TO_LIVE = "lease-time-to-live";

    private final ConsensusNode consensus;
    private final LinearizableReads reads;
    private final Lessor lessor;
    private final Store store;
    private final ResponseHeaders headers;
    private final OnLeader leader;

    public LeaseAnswers(
            ConsensusNode consensus,
            LinearizableReads reads,
            Lessor lessor,
            Store store,
            ResponseHeaders headers,
            LeaderCalls leader) {
        this.consensus = consensus;
        this.reads = reads;
        this.lessor = lessor;
        this.store = store;
        this.headers = headers;
        this.leader = new OnLeader(leader, lessor::isLeading);
    }

    /** Answers members that do not lead. */
    public void register(PeerHub peers) {
        peers.answer(
                RENEW,
                (request, answer) ->
                        asLeader(answer, done -> renewHere(LeaseKeepAliveRequest.parseFrom(request), done)));
        peers.answer(
                TIME_TO_LIVE,
                (request, answer) ->
                        asLeader(answer, done -> done.done(lookHere(LeaseTimeToLiveRequest.parseFrom(request)))));
    }

    /** Begins a lease's time anew; on the call's loop. */
    public void renew(Call call, LeaseKeepAliveRequest request, Consumer<byte[]> renewed) {
        // The revision is taken before: a lease that a later revision ended must not seem renewed after it.
        long revision = store.revision();
        leader.ask(
                call,
                RENEW,
                request.toByteArray(),
                done -> reads.begin(call, () -> stillLeading(here -> renewHere(request, here), done)),
                answer -> renewed.accept(LeaseKeepAliveResponse.parseFrom(answer).toBuilder()
                        .setHeader(headers.message(revision))
                        .build()
                        .toByteArray()));
    }

    /** What is left of a lease, and which keys hang on it; on the call's loop. */
    public void timeToLive(Call call, LeaseTimeToLiveRequest request, Consumer<LeaseTimeToLiveResponse> looked) {
        leader.ask(
                call,
                TIME_TO_LIVE,
                request.toByteArray(),
                done -> reads.begin(call, () -> stillLeading(here -> here.done(lookHere(request)), done)),
                answer -> looked.accept(LeaseTimeToLiveResponse.parseFrom(answer).toBuilder()
                        .setHeader(headers.message(store.revision()))
                        .build()));
    }

    private void renewHere(LeaseKeepAliveRequest request, Completion<byte[]> done) {
        lessor.renew(
                request.getID(),
                ttl -> done.done(LeaseKeepAliveResponse.newBuilder()
                        .setID(request.getID())
                        .setTTL(ttl)
                        .build()
                        .toByteArray()),
                error -> done.failed(new ClusterException(reason(error), error.text())));
    }

    private byte[] lookHere(LeaseTimeToLiveRequest request) {
        LeaseTimeToLiveResponse.Builder response =
                LeaseTimeToLiveResponse.newBuilder().setID(request.getID());
        try (StoreView view = store.openView()) {
            LeaseTable.Row row = LeaseTable.find(view.backend(), request.getID());
            long left = row == null ? -1 : lessor.secondsLeft(row.id());
            if (row == null || left < 0) {
                // One whose time is up counts as gone, also while its revocation is on its way.
                return response.setTTL(-1).build().toByteArray();
            }
            response.setTTL(left).setGrantedTTL(row.ttlSeconds());
            if (request.getKeys()) {
                LeaseKeys.of(view.backend(), row.id()).forEach(key -> response.addKeys(ByteString.copyFrom(key)));
            }
        }
        return response.build().toByteArray();
    }

    /** Answers, unless leadership was lost meanwhile: a leader's answer holds only as long as it leads. */
    private void stillLeading(Here here, Completion<byte[]> done) {
        Completion<byte[]> checked = new Completion<>() {
            @Override
            public void done(byte[] response) {
                if (lessor.isLeading()) {
                    done.done(response);
                } else {
                    done.failed(notLeading());
                }
            }

            @Override
            public void failed(ClusterException cause) {
                done.failed(cause);
            }
        };
        try {
            here.answer(checked);
        } catch (InvalidProtocolBufferException e) {
            done.failed(new ClusterException(Reason.REJECTED, "not a request about a lease", e));
        }
    }

    private void asLeader(Completion<byte[]> answer, Here here) {
        if (!lessor.isLeading()) {
            answer.failed(notLeading());
            return;
        }
        consensus.readBarrier(new Completion<>() {
            @Override
            public void done(Long index) {
                stillLeading(here, answer);
            }

            @Override
            public void failed(ClusterException cause) {
                answer.failed(cause);
            }
        });
    }

    /** What the clock's error is between members. */
    private static Reason reason(EtcdError error) {
        return switch (error) {
            case NO_LEADER -> Reason.NO_LEADER;
            case REQUEST_TOO_MANY_REQUESTS -> Reason.OVERLOADED;
            case STOPPED -> Reason.STOPPED;
            case LEADER_CHANGED, TIMEOUT_DUE_TO_LEADER_FAIL -> Reason.LEADER_CHANGED;
            default -> Reason.TIMEOUT;
        };
    }

    private static ClusterException notLeading() {
        return new ClusterException(Reason.LEADER_CHANGED, "this member does not lead");
    }

    /** An answer from this member's own state. */
    private interface Here {
        void answer(Completion<byte[]> done) throws InvalidProtocolBufferException;
    }
}
