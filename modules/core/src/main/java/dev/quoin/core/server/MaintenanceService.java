package dev.quoin.core.server;

import com.google.protobuf.MessageLite;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.storage.StorageStats;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.cluster.Alarms;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.cluster.MemberCard;
import dev.quoin.core.corruption.ToldHashes;
import dev.quoin.core.membership.LeaderMoves;
import dev.quoin.core.propose.Proposal;
import dev.quoin.core.propose.Proposer;
import dev.quoin.core.read.LoopViews;
import dev.quoin.core.read.PacedStream;
import dev.quoin.core.read.Readers;
import dev.quoin.core.store.KeyHash;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.upkeep.Defragmenter;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AlarmMember;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AlarmResponse;
import dev.quoin.protocol.rpc.AlarmType;
import dev.quoin.protocol.rpc.DefragmentResponse;
import dev.quoin.protocol.rpc.DowngradeInfo;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.HashRequest;
import dev.quoin.protocol.rpc.HashResponse;
import dev.quoin.protocol.rpc.MoveLeaderRequest;
import dev.quoin.protocol.rpc.MoveLeaderResponse;
import dev.quoin.protocol.rpc.SnapshotRequest;
import dev.quoin.protocol.rpc.StatusResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** The Maintenance service. */
public final class MaintenanceService {
    private final Store store;
    private final ConsensusNode consensus;
    private final Proposer proposer;
    private final LoopViews views;
    private final Readers readers;
    private final ResponseHeaders headers;
    private final MemberCard card;
    private final long quotaBytes;
    private final ToldHashes hashes;
    private final Permits permits;

    public MaintenanceService(
            Store store,
            ConsensusNode consensus,
            Proposer proposer,
            LoopViews views,
            Readers readers,
            ResponseHeaders headers,
            MemberCard card,
            long quotaBytes,
            ToldHashes hashes,
            Permits permits) {
        this.permits = permits;
        this.store = store;
        this.consensus = consensus;
        this.proposer = proposer;
        this.views = views;
        this.readers = readers;
        this.headers = headers;
        this.card = card;
        this.quotaBytes = quotaBytes;
        this.hashes = hashes;
    }

    public void register(ApiMethods methods, Defragmenter defragmenter, LeaderMoves moves) {
        methods.unary(
                EtcdMethods.MAINTENANCE_DEFRAGMENT,
                (call, asker, request) -> // As in etcd, without a header.
                defragmenter.defragment(call, DefragmentResponse::getDefaultInstance));
        methods.unary(EtcdMethods.MAINTENANCE_HASH, this::hash);
        methods.unary(EtcdMethods.MAINTENANCE_STATUS, this::status);
        methods.unary(EtcdMethods.MAINTENANCE_ALARM, this::alarm);
        methods.unary(EtcdMethods.MAINTENANCE_HASH_KV, this::hashKv);
        methods.streaming(EtcdMethods.MAINTENANCE_SNAPSHOT, this::snapshot);
        new Downgrades(views, headers).register(methods);
        methods.unary(EtcdMethods.MAINTENANCE_MOVE_LEADER, (call, asker, request) -> moveLeader(call, request, moves));
    }

    private CallListener snapshot(Call call) {
        return new PacedStream(call, readers, (same, message, begin) -> {
            Decoding.parse(() -> SnapshotRequest.parseFrom(message));
            begin.accept(new SnapshotPieces(same, store));
        });
    }

    private static void moveLeader(Call call, ByteBuffer message, LeaderMoves moves) {
        MoveLeaderRequest request = Decoding.parse(() -> MoveLeaderRequest.parseFrom(message));
        moves.move(request.getTargetID(), error -> {
            if (error == null) {
                // As in etcd, without a header.
                Answers.send(call, MoveLeaderResponse.getDefaultInstance());
            } else {
                Answers.fail(call, error);
            }
        });
    }

    private void status(Call call, Asker asker, ByteBuffer request) {
        StoreView view = views.current(call.loop());
        ConsensusStatus raft = consensus.status();
        StorageStats stats = store.backend().stats();
        String version = ClusterTable.version(view.backend());
        StatusResponse.Builder response = StatusResponse.newBuilder()
                .setHeader(headers.message(view.revision()))
                .setVersion(card.apiVersion())
                .setLeader(raft.leaderId())
                .setRaftIndex(raft.commitIndex())
                .setRaftAppliedIndex(raft.appliedIndex())
                .setRaftTerm(raft.term())
                .setDbSize(stats.diskBytes())
                .setDbSizeInUse(Math.min(stats.inUseBytes(), stats.diskBytes()))
                .setDbSizeQuota(quotaBytes)
                .setIsLearner(raft.learner())
                .setStorageVersion(version == null ? "" : version)
                .setDowngradeInfo(DowngradeInfo.getDefaultInstance());
        if (raft.leaderId() == 0) {
            response.addErrors(EtcdError.NO_LEADER.text());
        }
        for (AlarmMember alarm : Alarms.list(view.backend(), AlarmType.NONE)) {
            response.addErrors("memberID:" + Long.toUnsignedString(alarm.getMemberID()) + " alarm:" + name(alarm));
        }
        Answers.send(call, response.build());
    }

    /** An alarm that only a newer server knows has no name but its number. */
    private static String name(AlarmMember alarm) {
        return alarm.getAlarm() == AlarmType.UNRECOGNIZED
                ? Integer.toString(alarm.getAlarmValue())
                : alarm.getAlarm().name();
    }

    /** Reads the whole store, so it is done on a reader's thread. */
    private void hashKv(Call call, Asker asker, ByteBuffer message) {
        HashKVRequest request = Decoding.parse(() -> HashKVRequest.parseFrom(message));
        onReader(call, view -> hashKv(view, request.getRevision()));
    }

    private HashKVResponse hashKv(StoreView view, long revision) {
        KeyHash.Result hash = hashes.of(view, revision);
        return HashKVResponse.newBuilder()
                .setHeader(headers.message(view.revision()))
                .setHash(hash.hash())
                .setCompactRevision(hash.compacted())
                .setHashRevision(hash.revision())
                .build();
    }

    /** Of a whole backend, of whatever kind, only the keys' part can be compared with anything; so that is what it is. */
    private void hash(Call call, Asker asker, ByteBuffer message) {
        Decoding.parse(() -> HashRequest.parseFrom(message));
        onReader(
                call,
                view -> HashResponse.newBuilder()
                        .setHeader(headers.message(view.revision()))
                        .setHash(KeyHash.of(view, 0).hash())
                        .build());
    }

    private void onReader(Call call, Function<StoreView, MessageLite> answer) {
        boolean accepted = readers.offer(() -> {
            try (StoreView view = store.openView()) {
                Answers.send(call, answer.apply(view));
            } catch (RuntimeException e) {
                Answers.fail(call, e);
            }
        });
        if (!accepted) {
            Answers.fail(call, EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
    }

    private void alarm(Call call, Asker asker, ByteBuffer message) {
        AlarmRequest request = Decoding.parse(() -> AlarmRequest.parseFrom(message.duplicate()));
        if (request.getAction() == AlarmRequest.AlarmAction.GET) {
            StoreView view = views.current(call.loop());
            List<AlarmMember> alarms = Alarms.list(view.backend(), request.getAlarmValue());
            Answers.send(
                    call,
                    AlarmResponse.newBuilder()
                            .setHeader(headers.message(view.revision()))
                            .addAllAlarms(alarms)
                            .build());
        } else {
            permits.admin(
                    call,
                    asker,
                    message,
                    (who, checked) -> proposer.propose(
                            Proposal.of(who, InternalRaftRequest.ALARM_FIELD_NUMBER, checked),
                            outcome -> Answers.send(call, outcome)));
        }
    }
}
