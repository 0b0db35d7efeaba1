package dev.quoin.core.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.quoin.api.consensus.ConsensusException;
import dev.quoin.api.consensus.ConsensusException.Reason;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusNode.Completion;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.host.Clock;
import dev.quoin.api.transport.Call;
import dev.quoin.core.apply.LearnerLimit;
import dev.quoin.core.cluster.ClusterIds;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.peer.LeaderCalls;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.read.LinearizableReads;
import dev.quoin.core.read.LoopViews;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreException;
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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Cluster service. As in etcd, the headers of its responses name no revision. */
final class ClusterService {
    private static final String PROMOTE = "member-promote";

    private final LinearizableReads reads;
    private final LoopViews views;
    private final Store store;
    private final ResponseHeaders headers;
    private final ConsensusNode consensus;
    private final Clock clock;
    private final MembershipChanges changes;
    private final LeaderCalls leader;
    private final QuorumGuard guard;
    private final int maxLearners;

    ClusterService(
            LinearizableReads reads,
            LoopViews views,
            Store store,
            ResponseHeaders headers,
            ConsensusNode consensus,
            Clock clock,
            MembershipChanges changes,
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
        this.leader = leader;
        this.guard = guard;
        this.maxLearners = maxLearners;
    }

    void register(ApiMethods methods, PeerHub peers) {
        methods.unary(EtcdMethods.MEMBER_LIST, this::list);
        methods.unary(EtcdMethods.MEMBER_ADD, this::add);
        methods.unary(EtcdMethods.MEMBER_REMOVE, this::remove);
        methods.unary(EtcdMethods.MEMBER_UPDATE, this::update);
        methods.unary(EtcdMethods.MEMBER_PROMOTE, this::promote);
        peers.answer(PROMOTE, this::promoteForAnother);
    }

    private void list(Call call, ByteBuffer message) {
        MemberListRequest request = KvService.parse(() -> MemberListRequest.parseFrom(message));
        if (request.getLinearizable()) {
            reads.begin(call, () -> list(call), error -> Answers.fail(call, error));
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

    private void add(Call call, ByteBuffer message) {
        MemberAddRequest request = KvService.parse(() -> MemberAddRequest.parseFrom(message));
        List<String> urls = PeerUrls.checked(request.getPeerURLsList());
        guard.mayAdd(members(), request.getIsLearner());
        long seconds = TimeUnit.MILLISECONDS.toSeconds(clock.wallMillis());
        Member added = Member.newBuilder()
                // Whatever the cluster's token, etcd leaves it out here.
                .setID(ClusterIds.addedMember(urls, "", seconds))
                .addAllPeerURLs(urls)
                .setIsLearner(request.getIsLearner())
                .build();
        reads.begin(call, () -> addNow(call, added), error -> Answers.fail(call, error));
    }

    /** What this member has applied is up to date; so the number of learners is known. */
    private void addNow(Call call, Member added) {
        EtcdError veto = addVeto(added);
        if (veto != null) {
            Answers.fail(call, veto);
            return;
        }
        MemberChange.Kind kind = added.getIsLearner() ? MemberChange.Kind.ADD_LEARNER : MemberChange.Kind.ADD_VOTER;
        change(
                call,
                new MemberChange(
                        kind,
                        added.getID(),
                        (added.getIsLearner() ? LearnerLimit.with(added, maxLearners) : added).toByteArray()),
                () -> otherwise(addVeto(added)),
                members -> MemberAddResponse.newBuilder()
                        .setHeader(header())
                        .setMember(added)
                        .addAllMembers(members)
                        .build());
    }

    private @Nullable EtcdError addVeto(Member added) {
        List<Member> members = members();
        if (find(members, added.getID()) != null) {
            return EtcdError.MEMBER_EXIST;
        }
        if (urlsTaken(members, added.getID(), added.getPeerURLsList())) {
            return EtcdError.PEER_URL_EXIST;
        }
        long learners = members.stream().filter(Member::getIsLearner).count();
        return added.getIsLearner() && learners >= maxLearners ? EtcdError.TOO_MANY_LEARNERS : null;
    }

    private void remove(Call call, ByteBuffer message) {
        long id = KvService.parse(() -> MemberRemoveRequest.parseFrom(message)).getID();
        guard.mayRemove(members(), id);
        change(
                call,
                new MemberChange(MemberChange.Kind.REMOVE, id, new byte[0]),
                () -> EtcdError.MEMBER_NOT_FOUND,
                members -> MemberRemoveResponse.newBuilder()
                        .setHeader(header())
                        .addAllMembers(members)
                        .build());
    }

    private void update(Call call, ByteBuffer message) {
        MemberUpdateRequest request = KvService.parse(() -> MemberUpdateRequest.parseFrom(message));
        Member news = Member.newBuilder()
                .setID(request.getID())
                .addAllPeerURLs(PeerUrls.checked(request.getPeerURLsList()))
                .build();
        change(
                call,
                new MemberChange(MemberChange.Kind.UPDATE, news.getID(), news.toByteArray()),
                () -> otherwise(updateVeto(news)),
                members -> MemberUpdateResponse.newBuilder()
                        .setHeader(header())
                        .addAllMembers(members)
                        .build());
    }

    private @Nullable EtcdError updateVeto(Member news) {
        List<Member> members = members();
        if (find(members, news.getID()) == null) {
            return EtcdError.MEMBER_NOT_FOUND;
        }
        return urlsTaken(members, news.getID(), news.getPeerURLsList()) ? EtcdError.PEER_URL_EXIST : null;
    }

    private void promote(Call call, ByteBuffer message) {
        long id = KvService.parse(() -> MemberPromoteRequest.parseFrom(message)).getID();
        if (consensus.status().leader()) {
            promote(id, error -> answer(call, error, this::promoted));
            return;
        }
        byte[] request = MemberPromoteRequest.newBuilder().setID(id).build().toByteArray();
        leader.ask(PROMOTE, request, new Completion<>() {
            @Override
            public void done(byte[] verdict) {
                EtcdError error = LeaderVerdict.error(verdict);
                if (error != null) {
                    Answers.fail(call, error);
                } else {
                    // The answer lists the members as they are after it.
                    reads.begin(
                            call,
                            () -> answer(call, null, ClusterService.this::promoted),
                            failed -> Answers.fail(call, failed));
                }
            }

            @Override
            public void failed(ConsensusException cause) {
                Answers.fail(call, LeaderVerdict.error(cause));
            }
        });
    }

    private void promoteForAnother(byte[] request, Completion<byte[]> answer) {
        if (!consensus.status().leader()) {
            answer.failed(new ConsensusException(Reason.LEADER_CHANGED, "this member does not lead"));
            return;
        }
        long id;
        try {
            id = MemberPromoteRequest.parseFrom(request).getID();
        } catch (InvalidProtocolBufferException e) {
            answer.failed(new ConsensusException(Reason.REJECTED, "not a request to promote", e));
            return;
        }
        try {
            promote(id, error -> answer.done(LeaderVerdict.of(error)));
        } catch (StoreException e) {
            answer.done(LeaderVerdict.of(e.error()));
        }
    }

    private void promote(long id, Consumer<@Nullable EtcdError> done) {
        guard.mayPromote(members(), consensus.status(), id);
        changes.make(
                new MemberChange(MemberChange.Kind.ADD_VOTER, id, new byte[0]),
                () -> find(members(), id) == null ? EtcdError.MEMBER_NOT_FOUND : EtcdError.MEMBER_NOT_LEARNER,
                done);
    }

    private MemberPromoteResponse promoted(List<Member> members) {
        return MemberPromoteResponse.newBuilder()
                .setHeader(header())
                .addAllMembers(members)
                .build();
    }

    private void change(
            Call call, MemberChange change, Supplier<EtcdError> veto, Function<List<Member>, MessageLite> response) {
        changes.make(change, veto, error -> answer(call, error, response));
    }

    private void answer(Call call, @Nullable EtcdError error, Function<List<Member>, MessageLite> response) {
        if (error == null) {
            Answers.send(call, response.apply(members()));
        } else {
            Answers.fail(call, error);
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

    private static EtcdError otherwise(@Nullable EtcdError found) {
        return found == null ? EtcdError.UNHEALTHY : found;
    }

    private static @Nullable Member find(List<Member> members, long id) {
        return members.stream()
                .filter(member -> member.getID() == id)
                .findFirst()
                .orElse(null);
    }

    private static boolean urlsTaken(List<Member> members, long id, List<String> urls) {
        return members.stream()
                .anyMatch(member -> member.getID() != id
                        && member.getPeerURLsList().stream().anyMatch(urls::contains));
    }
}
