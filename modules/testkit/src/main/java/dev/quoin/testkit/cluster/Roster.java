package dev.quoin.testkit.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.protocol.rpc.Member;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The members of the cluster, as the first member to apply each change knows them, and the operator who acts on it. The
 * operator starts the machines of new members, and takes away those of removed ones.
 */
final class Roster {
    private final World world;
    private final RandomGenerator random;
    private final long clusterId;
    private final Map<Long, Seat> seats = new TreeMap<>();

    /** A place in the cluster. */
    record Seat(KnownPeer peer, boolean learner) {}

    Roster(World world, long clusterId) {
        this.world = world;
        this.random = world.simulation.random("operator");
        this.clusterId = clusterId;
        world.checks.onChange((change, index) -> changed(change));
    }

    List<Long> voters() {
        return seats.entrySet().stream()
                .filter(seat -> !seat.getValue().learner)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<Long> learners() {
        return seats.entrySet().stream()
                .filter(seat -> seat.getValue().learner)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The members' machines; those of members that were added a moment ago may be missing. */
    List<ClusterMember> members() {
        return world.members.stream()
                .filter(member -> seats.containsKey(member.id()) && !member.isRetired())
                .toList();
    }

    /** Starts and ends machines until they are those of the members. */
    void settle() {
        for (Map.Entry<Long, Seat> seat : seats.entrySet()) {
            ensure(seat.getKey());
        }
        List.copyOf(world.members).forEach(member -> retireIfRemoved(member));
    }

    private void changed(MemberChange change) {
        switch (change.kind()) {
            case ADD_VOTER, ADD_LEARNER -> added(change);
            case REMOVE -> {
                seats.remove(change.memberId());
                ClusterMember member = world.byId(change.memberId());
                if (member != null) {
                    world.simulation.after(pause(3000), () -> retireIfRemoved(member));
                }
            }
            case UPDATE -> {
                // The simulator moves no members.
            }
        }
    }

    private void added(MemberChange change) {
        long id = change.memberId();
        boolean learner = change.kind() == MemberChange.Kind.ADD_LEARNER;
        Seat before = seats.get(id);
        seats.put(id, new Seat(before == null ? peer(change) : before.peer, learner));
        if (world.byId(id) == null) {
            world.simulation.after(pause(800), () -> ensure(id));
        }
    }

    private static KnownPeer peer(MemberChange change) {
        try {
            URI url = URI.create(Member.parseFrom(change.context()).getPeerURLs(0));
            return new KnownPeer(change.memberId(), url.getHost(), url);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private void ensure(long id) {
        Seat seat = seats.get(id);
        if (seat == null) {
            return;
        }
        ClusterMember member = world.byId(id);
        if (member == null) {
            world.network.locate(seat.peer.url(), id);
            List<KnownPeer> known = new ArrayList<>();
            seats.values().forEach(other -> known.add(other.peer));
            member = world.add(new MemberSite(
                    seat.peer.name(),
                    new MemberIdentity(clusterId, id),
                    List.of(),
                    known,
                    world.simulation,
                    world.network));
        }
        start(member);
    }

    /** Starts a member that should run and does not. */
    void start(ClusterMember member) {
        if (!member.isRunning() && !member.isRetired()) {
            world.trace.add("op", () -> "starts " + member.name());
            member.site().host().disk().heal();
            member.start();
            member.running().whenRemoved(() -> world.simulation.after(Duration.ZERO, () -> retireIfRemoved(member)));
        }
    }

    private void retireIfRemoved(ClusterMember member) {
        if (!seats.containsKey(member.id()) && !member.isRetired()) {
            world.trace.add("op", () -> "takes " + member.name() + " away");
            member.retire();
        }
    }

    private Duration pause(int mostMillis) {
        return Duration.ofMillis(random.nextInt(mostMillis));
    }
}
