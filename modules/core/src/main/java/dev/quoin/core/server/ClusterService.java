package dev.quoin.core.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.host.Clock;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.cluster.ClusterIds;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.cluster.LearnerLimit;
import dev.quoin.core.cluster.MemberChanges;
import dev.quoin.core.cluster.MemberVeto;
import dev.quoin.core.membership.ChangeQueue;
import dev.quoin.core.membership.PeerUrls;
import dev.quoin.core.membership.QuorumGuard;
import dev.quoin.core.peer.LeaderCalls;
import dev.quoin.core.peer.LeaderVerdict;
import dev.quoin.core.peer.OnLeader;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.read.LinearizableReads;
import dev.quoin.core.read.LoopViews;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.protocol.rpc.MemberAddRequest;
import dev.quoin.protocol.rpc.MemberAddResponse;
import dev.quoin.protocol.rpc.MemberListRequest;
import dev.quoin.protocol.rpc.MemberListResponse;
import dev.quoin.protocol.rpc.MemberPromoteRequest;
import dev.quoin.protocol.rpc.MemberPromoteResponse;
import dev.quoin.protocol.rpc.MemberRemoveRequest;
import dev.quoin.protocol.rpc.MemberRemoveResponse;
import dev.quoin.protocol.rpc.MemberUpdateRequest;
import dev.quoin.protocol.rpc.MemberUpdateResponse;
import dev.quoin.protocol.rpc.ResponseHeader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The Cluster service. As in etcd, the headers of its responses name no revision. */
public final class ClusterService {
    private static final String PROMOTE = "member-promote";

    private final LinearizableReads reads;
    private final LoopViews views;
    private final Store store;
    private final ResponseHeaders headers;
    private final ConsensusNode consensus;
    private final Clock clock;
    private final ChangeQueue changes;
    private final OnLeader leader;
    private final QuorumGuard guard;
    private final int maxLearners;

    public ClusterService(
            LinearizableReads reads,
            LoopViews views,
            Store store,
            ResponseHeaders headers,
            ConsensusNode consensus,
            Clock clock,
            ChangeQueue changes,
            LeaderCalls leader,
            QuorumGuard guard,
            int maxLearners) {
        this.reads = reads;
        this.views = views;
        this.store = store;
        this.headers = headers;
        this.consensus = consensus;
        this.clock = clock;
        this.changes = changes;
        this.leader = new OnLeader(leader, () -> consensus.status().leader());
        this.guard = guard;
        this.maxLearners = maxLearners;
    }

    public void register(ApiMethods methods, PeerHub peers) {
        methods.unary(EtcdMethods.MEMBER_LIST, this::list);
        methods.unary(EtcdMethods.MEMBER_ADD, this::add);
        methods.unary(EtcdMethods.MEMBER_REMOVE, this::remove);
        methods.unary(EtcdMethods.MEMBER_UPDATE, this::update);
        methods.unary(EtcdMethods.MEMBER_PROMOTE, this::promote);
        peers.answer(PROMOTE, this::promoteForAnother);
    }

    private void list(Call call, Asker asker, ByteBuffer message) {
        MemberListRequest request = Decoding.parse(() -> MemberListRequest.parseFrom(message));
        if (request.getLinearizable()) {
            reads.begin(call, () -> list(call));
        } else {
            list(call);
        }
    }

    private void list(Call call) {
        StoreView view = views.current(call.loop());
        Answers.send(
                call,
                MemberListResponse.newBuilder()
                        .setHeader(header())
                        .addAllMembers(ClusterTable.members(view.backend()))
                        .build());
    }

    private void add(Call call, Asker asker, ByteBuffer message) {
        MemberAddRequest request = Decoding.parse(() -> MemberAddRequest.parseFrom(message));
        List<String> urls = PeerUrls.checked(request.getPeerURLsList());
        guard.mayAdd(members(), request.getIsLearner());
        long seconds = TimeUnit.MILLISECONDS.toSeconds(clock.wallMillis());
        Member added = Member.newBuilder()
                // Whatever the cluster's token, etcd leaves it out here.
                .setID(ClusterIds.addedMember(urls, "", seconds))
                .addAllPeerURLs(urls)
                .setIsLearner(request.getIsLearner())
                .build();
        reads.begin(call, () -> addNow(call, added));
    }

    /** What this member has applied is up to date; so the number of learners is known. */
    private void addNow(Call call, Member added) {
        MemberChange.Kind kind = added.getIsLearner() ? MemberChange.Kind.ADD_LEARNER : MemberChange.Kind.ADD_VOTER;
        Member proposed = added.getIsLearner() ? LearnerLimit.with(added, maxLearners) : added;
        MemberChange change = new MemberChange(kind, added.getID(), proposed.toByteArray());
        MemberVeto veto = veto(change);
        if (veto != null) {
            Answers.fail(call, veto.error());
            return;
        }
        change(
                call,
                change,
                members -> MemberAddResponse.newBuilder()
                        .setHeader(header())
                        .setMember(added)
                        .addAllMembers(members)
                        .build());
    }

    private void remove(Call call, Asker asker, ByteBuffer message) {
        long id = Decoding.parse(() -> MemberRemoveRequest.parseFrom(message)).getID();
        guard.mayRemove(members(), id);
        change(
                call,
                new MemberChange(MemberChange.Kind.REMOVE, id, new byte[0]),
                members -> MemberRemoveResponse.newBuilder()
                        .setHeader(header())
                        .addAllMembers(members)
                        .build());
    }

    private void update(Call call, Asker asker, ByteBuffer message) {
        MemberUpdateRequest request = Decoding.parse(() -> MemberUpdateRequest.parseFrom(message));
        Member news = Member.newBuilder()
                .setID(request.getID())
                .addAllPeerURLs(PeerUrls.checked(request.getPeerURLsList()))
                .build();
        change(
                call,
                new MemberChange(MemberChange.Kind.UPDATE, news.getID(), news.toByteArray()),
                members -> MemberUpdateResponse.newBuilder()
                        .setHeader(header())
                        .addAllMembers(members)
                        .build());
    }

    private void promote(Call call, Asker asker, ByteBuffer message) {
        long id = Decoding.parse(() -> MemberPromoteRequest.parseFrom(message)).getID();
        byte[] request = MemberPromoteRequest.newBuilder().setID(id).build().toByteArray();
        leader.ask(call, PROMOTE, request, done -> promote(id, done), verdict -> promoted(call, verdict));
    }

    /** The answer lists the members as they are after it. */
    private void promoted(Call call, byte[] verdict) {
        EtcdError error = LeaderVerdict.error(verdict);
        if (error != null) {
            Answers.fail(call, error);
        } else {
            call.loop().execute(() -> reads.begin(call, () -> answer(call, null, this::promoted)));
        }
    }

    private void promoteForAnother(byte[] request, Completion<byte[]> answer) {
        if (!consensus.status().leader()) {
            answer.failed(new ClusterException(Reason.LEADER_CHANGED, "this member does not lead"));
            return;
        }
        long id;
        try {
            id = MemberPromoteRequest.parseFrom(request).getID();
        } catch (InvalidProtocolBufferException e) {
            answer.failed(new ClusterException(Reason.REJECTED, "not a request to promote", e));
            return;
        }
        promote(id, answer);
    }

    /** Promotes here, on the leader; gives a verdict. */
    private void promote(long id, Completion<byte[]> verdict) {
        try {
            guard.mayPromote(members(), consensus.status(), id);
        } catch (RequestException e) {
            verdict.done(LeaderVerdict.of(e.error()));
            return;
        }
        MemberChange promotion = new MemberChange(MemberChange.Kind.ADD_VOTER, id, new byte[0]);
        changes.make(promotion, error -> verdict.done(LeaderVerdict.of(error)));
    }

    private MemberPromoteResponse promoted(List<Member> members) {
        return MemberPromoteResponse.newBuilder()
                .setHeader(header())
                .addAllMembers(members)
                .build();
    }

    private void change(Call call, MemberChange change, Function<List<Member>, MessageLite> response) {
        changes.make(change, error -> call.loop().execute(() -> answer(call, error, response)));
    }

    private @Nullable MemberVeto veto(MemberChange change) {
        try (StoreView view = store.openView()) {
            return MemberChanges.veto(view.backend(), change);
        }
    }

    private void answer(Call call, @Nullable EtcdError error, Function<List<Member>, MessageLite> response) {
        if (error != null) {
            Answers.fail(call, error);
            return;
        }
        try {
            Answers.send(call, response.apply(members()));
        } catch (RuntimeException e) {
            Answers.fail(call, e);
        }
    }

    private List<Member> members() {
        try (StoreView view = store.openView()) {
            return ClusterTable.members(view.backend());
        }
    }

    private ResponseHeader header() {
        return headers.message(0);
    }
}
