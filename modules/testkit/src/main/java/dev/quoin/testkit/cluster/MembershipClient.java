package dev.quoin.testkit.cluster;

import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.MemberAddRequest;
import dev.quoin.protocol.rpc.MemberPromoteRequest;
import dev.quoin.protocol.rpc.MemberRemoveRequest;
import dev.quoin.protocol.rpc.MoveLeaderRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds, promotes and removes members, and moves leadership. What becomes of it, the {@link Roster} learns from the log.
 */
final class MembershipClient extends Client {
    private static final int MOST_VOTERS = 5;
    private static final int LEAST_VOTERS = 3;

    private final Roster roster;
    private int added;

    MembershipClient(World world, Roster roster) {
        super(world, "admin");
        this.roster = roster;
    }

    @Override
    long mostPauseMillis() {
        return 1500;
    }

    @Override
    void next() {
        forgetMember();
        ClusterMember member = member();
        if (member == null) {
            rest();
            return;
        }
        List<Long> learners = roster.learners();
        int voters = roster.voters().size();
        int dice = random.nextInt(10);
        if (dice < 3) {
            moveLeader();
        } else if (!learners.isEmpty() && dice < 7) {
            promote(member, learners.getFirst());
        } else if (voters < MOST_VOTERS && learners.isEmpty() && dice < 9) {
            add(member);
        } else if (voters > LEAST_VOTERS || !learners.isEmpty()) {
            remove(member, learners, voters);
        } else {
            rest();
        }
    }

    private void moveLeader() {
        ClusterMember leader = world.leader();
        List<Long> voters = roster.voters();
        if (leader == null || voters.isEmpty()) {
            rest();
            return;
        }
        long target = voters.get(random.nextInt(voters.size()));
        ask(
                leader,
                EtcdMethods.MAINTENANCE_MOVE_LEADER,
                MoveLeaderRequest.newBuilder().setTargetID(target).build(),
                reply -> {});
    }

    private void add(ClusterMember member) {
        KnownPeer fresh = KnownPeer.named("n" + ++added);
        ask(
                member,
                EtcdMethods.MEMBER_ADD,
                MemberAddRequest.newBuilder()
                        .addPeerURLs(fresh.url().toString())
                        .setIsLearner(random.nextInt(3) > 0)
                        .build(),
                reply -> {});
    }

    private void promote(ClusterMember member, long id) {
        ask(
                member,
                EtcdMethods.MEMBER_PROMOTE,
                MemberPromoteRequest.newBuilder().setID(id).build(),
                reply -> {});
    }

    private void remove(ClusterMember member, List<Long> learners, int voters) {
        @Nullable
        Long id = !learners.isEmpty() && (voters <= LEAST_VOTERS || random.nextBoolean())
                ? learners.getFirst()
                : roster.voters().get(random.nextInt(voters));
        ask(
                member,
                EtcdMethods.MEMBER_REMOVE,
                MemberRemoveRequest.newBuilder().setID(id).build(),
                reply -> {});
    }
}
