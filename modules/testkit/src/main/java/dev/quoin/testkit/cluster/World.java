package dev.quoin.testkit.cluster;

import dev.quoin.testkit.host.Simulation;
import dev.quoin.testkit.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The world that clients and faults act on: one cluster, its links, time, and the checks. */
final class World {
    final Simulation simulation;
    final SimNetwork network;
    final Trace trace;
    final Checks checks;
    final MemberFactory factory;
    final List<ClusterMember> members = new ArrayList<>();

    World(long seed, MemberFactory factory, int traceLines) {
        this.simulation = new Simulation(seed);
        this.network = new SimNetwork(simulation);
        this.factory = factory;
        this.trace = new Trace(simulation, traceLines);
        this.checks = new Checks(simulation, trace, factory.replicatedTables());
        network.requireDialling();
    }

    ClusterMember add(MemberSite site) {
        ClusterMember[] self = new ClusterMember[1];
        ClusterMember member = new ClusterMember(
                site, here -> factory.open(here, machine -> new ObservedMachine(machine, checks.new Member(self[0]))));
        self[0] = member;
        members.add(member);
        return member;
    }

    /** A member that serves, chosen at random; null where there is none. */
    @Nullable
    ClusterMember anyReady(RandomGenerator random) {
        return any(members.stream().filter(ClusterMember::isReady).toList(), random);
    }

    static @Nullable ClusterMember any(List<ClusterMember> members, RandomGenerator random) {
        return members.isEmpty() ? null : members.get(random.nextInt(members.size()));
    }

    /** The member that leads, as it knows itself; the one of the latest term. */
    @Nullable
    ClusterMember leader() {
        ClusterMember best = null;
        long term = 0;
        for (ClusterMember member : members) {
            if (member.isRunning()) {
                var status = member.running().status();
                if (status.leader() && status.term() > term) {
                    best = member;
                    term = status.term();
                }
            }
        }
        return best;
    }

    ClusterMember leaderOr(ClusterMember otherwise) {
        ClusterMember leader = leader();
        return leader == null ? otherwise : leader;
    }

    /** Does something within a time. */
    void later(RandomGenerator random, int mostMillis, Runnable action) {
        simulation.after(Duration.ofNanos(random.nextLong(1_000_000, 1_000_000L * mostMillis + 1_000_001)), action);
    }

    /** Notes that something fails, or is mended. */
    void fault(String what) {
        trace.add("fault", () -> what);
    }

    @Nullable
    ClusterMember byId(long id) {
        return members.stream().filter(member -> member.id() == id).findFirst().orElse(null);
    }
}
