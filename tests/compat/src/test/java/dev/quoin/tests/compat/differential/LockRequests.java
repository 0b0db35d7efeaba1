package dev.quoin.tests.compat.differential;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.election.CampaignRequest;
import dev.quoin.protocol.election.LeaderKey;
import dev.quoin.protocol.election.LeaderRequest;
import dev.quoin.protocol.election.ProclaimRequest;
import dev.quoin.protocol.election.ResignRequest;
import dev.quoin.protocol.lock.LockRequest;
import dev.quoin.protocol.lock.UnlockRequest;
import dev.quoin.protocol.method.EtcdMethods;

/** Locks and elections, one of each for a lease, so that nobody ever waits for another. */
final class LockRequests {

    private final Dice dice;

    LockRequests(Dice dice) {
        this.dice = dice;
    }

    Step next(long head) {
        long lease = 1 + dice.below(8);
        ByteString lock = ByteString.copyFromUtf8("lock" + lease);
        ByteString election = ByteString.copyFromUtf8("election" + lease);
        return switch (dice.below(6)) {
            case 0 ->
                Step.call(
                        EtcdMethods.LOCK_LOCK,
                        LockRequest.newBuilder().setName(lock).setLease(lease).build(),
                        head);
            case 1 ->
                Step.call(
                        EtcdMethods.LOCK_UNLOCK,
                        UnlockRequest.newBuilder().setKey(key(lock, lease)).build(),
                        head);
            case 2 ->
                Step.call(
                        EtcdMethods.ELECTION_CAMPAIGN,
                        CampaignRequest.newBuilder()
                                .setName(election)
                                .setLease(lease)
                                .setValue(dice.value())
                                .build(),
                        head);
            case 3 ->
                Step.call(
                        EtcdMethods.ELECTION_PROCLAIM,
                        ProclaimRequest.newBuilder()
                                .setLeader(leader(election, lease, head))
                                .setValue(dice.value())
                                .build(),
                        head);
            case 4 ->
                Step.call(
                        EtcdMethods.ELECTION_LEADER,
                        LeaderRequest.newBuilder().setName(election).build(),
                        head);
            default ->
                Step.call(
                        EtcdMethods.ELECTION_RESIGN,
                        ResignRequest.newBuilder()
                                .setLeader(leader(election, lease, head))
                                .build(),
                        head);
        };
    }

    private LeaderKey leader(ByteString name, long lease, long head) {
        return LeaderKey.newBuilder()
                .setName(name)
                .setKey(key(name, lease))
                .setLease(lease)
                .setRev(dice.revision(head))
                .build();
    }

    private static ByteString key(ByteString name, long lease) {
        return name.concat(ByteString.copyFromUtf8("/" + Long.toHexString(lease)));
    }
}
