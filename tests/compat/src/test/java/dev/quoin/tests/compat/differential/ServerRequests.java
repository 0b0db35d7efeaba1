package dev.quoin.tests.compat.differential;

import com.google.protobuf.Message;
import dev.quoin.protocol.health.HealthCheckRequest;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.DefragmentRequest;
import dev.quoin.protocol.rpc.DowngradeRequest;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.MemberAddRequest;
import dev.quoin.protocol.rpc.MemberListRequest;
import dev.quoin.protocol.rpc.MemberPromoteRequest;
import dev.quoin.protocol.rpc.MemberRemoveRequest;
import dev.quoin.protocol.rpc.MemberUpdateRequest;
import dev.quoin.protocol.rpc.MoveLeaderRequest;
import dev.quoin.protocol.rpc.StatusRequest;

/** The server itself and its cluster of one, which nothing here may change for long. */
final class ServerRequests {

    /** Of a member that nobody knows. */
    private static final long STRANGER = 4711;

    private final Dice dice;

    ServerRequests(Dice dice) {
        this.dice = dice;
    }

    Step next(long head) {
        return switch (dice.below(9)) {
            case 0 -> Step.call(EtcdMethods.MAINTENANCE_STATUS, StatusRequest.getDefaultInstance(), head);
            case 1, 2 -> hashKv(head);
            case 3, 4 -> Step.call(EtcdMethods.MAINTENANCE_ALARM, alarm(), head);
            case 5 -> Step.call(EtcdMethods.MAINTENANCE_DEFRAGMENT, DefragmentRequest.getDefaultInstance(), head);
            case 6 -> Step.call(EtcdMethods.HEALTH_CHECK, health(), head);
            case 7 -> Step.call(EtcdMethods.MAINTENANCE_DOWNGRADE, downgrade(), head);
            default -> member(head);
        };
    }

    private Step hashKv(long head) {
        return Step.call(
                EtcdMethods.MAINTENANCE_HASH_KV,
                HashKVRequest.newBuilder()
                        .setRevision(dice.coin() ? 0 : dice.revision(head))
                        .build(),
                head);
    }

    /** Alarms of a stranger: one of this member itself may go by itself. */
    private AlarmRequest alarm() {
        return AlarmRequest.newBuilder()
                .setActionValue(dice.chance(10) ? 9 : dice.below(3))
                .setMemberID(dice.coin() ? 0 : STRANGER)
                .setAlarmValue(dice.chance(10) ? 9 : dice.below(3))
                .build();
    }

    private HealthCheckRequest health() {
        return HealthCheckRequest.newBuilder()
                .setService(dice.one("", "nosuch", "etcdserverpb.KV"))
                .build();
    }

    private DowngradeRequest downgrade() {
        return DowngradeRequest.newBuilder()
                .setActionValue(dice.chance(5) ? 9 : dice.one(0, 2))
                .setVersion(dice.one("", "nonsense", "3.7.0", "3.5.0", "2.0.0", "4.0.0", "3.99.0"))
                .build();
    }

    private Step member(long head) {
        return switch (dice.below(6)) {
            case 0 ->
                Step.call(
                        EtcdMethods.MEMBER_LIST,
                        MemberListRequest.newBuilder()
                                .setLinearizable(dice.coin())
                                .build(),
                        head);
            case 1 -> Step.call(EtcdMethods.MEMBER_ADD, add(), head);
            case 2 ->
                Step.call(
                        EtcdMethods.MEMBER_REMOVE,
                        MemberRemoveRequest.newBuilder().setID(STRANGER).build(),
                        head);
            case 3 ->
                Step.call(
                        EtcdMethods.MEMBER_PROMOTE,
                        MemberPromoteRequest.newBuilder().setID(STRANGER).build(),
                        head);
            case 4 -> Step.call(EtcdMethods.MEMBER_UPDATE, update(), head);
            default ->
                Step.call(
                        EtcdMethods.MAINTENANCE_MOVE_LEADER,
                        MoveLeaderRequest.newBuilder()
                                .setTargetID(dice.one(0L, STRANGER))
                                .build(),
                        head);
        };
    }

    /** Additions that no cluster takes. */
    private Message add() {
        MemberAddRequest.Builder add = MemberAddRequest.newBuilder().setIsLearner(dice.coin());
        return dice.one(
                add.build(),
                add.addPeerURLs("nonsense").build(),
                add.addPeerURLs("http://127.0.0.1").build());
    }

    private Message update() {
        MemberUpdateRequest.Builder update = MemberUpdateRequest.newBuilder().setID(STRANGER);
        return dice.one(
                update.build(),
                update.addPeerURLs("nonsense").build(),
                update.clearPeerURLs().addPeerURLs("http://127.0.0.1:1").build());
    }
}
