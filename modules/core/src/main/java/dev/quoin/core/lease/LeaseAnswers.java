package dev.quoin.core.lease;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.peer.LeaderCalls;
import dev.quoin.core.peer.LeaderVerdict;
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
    private final LeaderCalls leader;

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
        this.leader = leader;
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
    public void renew(Call call, LeaseKeepAliveRequest request, Consumer<byte[]> done) {
        // The revision is taken before: a lease that a later revision ended must not seem renewed after it.
        long revision = store.revision();
        decide(
                call,
                here -> renewHere(request, here),
                RENEW,
                request.toByteArray(),
                answer -> done.accept(LeaseKeepAliveResponse.parseFrom(answer).toBuilder()
                        .setHeader(headers.message(revision))
                        .build()
                        .toByteArray()));
    }

    /** What is left of a lease, and which keys hang on it; on the call's loop. */
    public void timeToLive(Call call, LeaseTimeToLiveRequest request, Consumer<LeaseTimeToLiveResponse> done) {
        decide(
                call,
                here -> here.done(lookHere(request)),
                TIME_TO_LIVE,
                request.toByteArray(),
                answer -> done.accept(LeaseTimeToLiveResponse.parseFrom(answer).toBuilder()
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
            if (row == null) {
                return response.setTTL(-1).build().toByteArray();
            }
            response.setTTL(lessor.secondsLeft(row.id())).setGrantedTTL(row.ttlSeconds());
            if (request.getKeys()) {
                LeaseKeys.of(view.backend(), row.id()).forEach(key -> response.addKeys(ByteString.copyFrom(key)));
            }
        }
        return response.build().toByteArray();
    }

    private void decide(Call call, Here here, String method, byte[] request, Answered answered) {
        if (!lessor.isLeading()) {
            elsewhere(call, here, method, request, answered);
            return;
        }
        reads.begin(
                call,
                () -> stillLeading(here, new Completion<>() {
                    @Override
                    public void done(byte[] response) {
                        answer(call, response, answered);
                    }

                    @Override
                    public void failed(ClusterException cause) {
                        if (lessor.isLeading()) {
                            Answers.fail(call, LeaderVerdict.error(cause));
                        } else {
                            elsewhere(call, here, method, request, answered);
                        }
                    }
                }));
    }

    private void elsewhere(Call call, Here here, String method, byte[] request, Answered answered) {
        leader.ask(method, request, new Completion<>() {
            @Override
            public void done(byte[] response) {
                answer(call, response, answered);
            }

            @Override
            public void failed(ClusterException cause) {
                if (cause.reason() == Reason.LEADER_CHANGED) {
                    call.loop().execute(() -> decide(call, here, method, request, answered));
                } else {
                    Answers.fail(call, LeaderVerdict.error(cause));
                }
            }
        });
    }

    private static void answer(Call call, byte[] response, Answered answered) {
        try {
            answered.accept(response);
        } catch (InvalidProtocolBufferException e) {
            Answers.fail(call, EtcdError.UNHEALTHY);
        }
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

    /** Takes an answer, wherever it comes from. */
    private interface Answered {
        void accept(byte[] answer) throws InvalidProtocolBufferException;
    }
}
