package dev.quoin.testkit.consensus;

import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.testkit.host.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Lets clients write and read on a cluster while links, processes and machines fail at random, and checks four
 * promises: nothing acknowledged is lost; nothing is applied twice; all members apply the same entries in the same
 * order; a read sees all that was acknowledged before it began.
 */
public final class Chaos {
    private final SimCluster cluster;
    private final Simulation simulation;
    private final RandomGenerator random;
    private final Set<String> acknowledged = new HashSet<>();
    private final List<String> order = new ArrayList<>();
    private int commands;
    private int reads;

    /** Begins chaos in a cluster whose members run. */
    public Chaos(SimCluster cluster) {
        this.cluster = cluster;
        this.simulation = cluster.simulation();
        this.random = simulation.random("chaos");
        cluster.members().forEach(this::watch);
        cluster.members().forEach(member -> member.host().disk().setMaxSyncNanos(4_000_000));
    }

    /** Returns the number of reads that were answered. */
    public int reads() {
        return reads;
    }

    /** Returns the number of commands that were acknowledged. */
    public int acknowledged() {
        return acknowledged.size();
    }

    /** Lets things go wrong for a while, then mends everything, and checks the end. */
    public void run(Duration span) {
        long end = simulation.now() + span.toNanos();
        while (simulation.now() < end) {
            simulation.runFor(Duration.ofMillis(random.nextLong(1, 40)));
            client();
            if (random.nextInt(12) == 0) {
                fault();
            }
            checkOrder();
        }
        cluster.network().heal();
        cluster.members().forEach(member -> member.host().resume());
        cluster.members().stream().filter(member -> !member.isRunning()).forEach(this::start);
        cluster.awaitLeader();
        cluster.awaitAgreement();
        checkOrder();
        for (SimMember member : cluster.members()) {
            List<String> found = SimCluster.commandsOf(member);
            require(found.containsAll(acknowledged), "an acknowledged command is missing on member " + member.id());
            require(new HashSet<>(found).size() == found.size(), "a command was applied twice");
        }
    }

    private void client() {
        List<SimMember> running = running();
        if (running.isEmpty()) {
            return;
        }
        SimMember member = running.get(random.nextInt(running.size()));
        for (int i = random.nextInt(4); i > 0; i--) {
            // A client is answered by the member that it asked: when that one applies the command.
            cluster.propose(member, member.id() + "/" + ++commands);
        }
        if (random.nextBoolean()) {
            read(member);
        }
        if (random.nextInt(10) == 0) {
            member.node().compact(member.machine().persist());
        }
    }

    private void read(SimMember member) {
        Set<String> before = new HashSet<>(acknowledged);
        RecordingMachine machine = member.machine();
        member.node().readBarrier(new Completion<>() {
            @Override
            public void done(Long index) {
                reads++;
                Set<String> seen = new HashSet<>();
                machine.commands().forEach(command -> seen.add(command.substring(command.indexOf(':') + 1)));
                if (!seen.containsAll(before)) {
                    simulation.runFailed(violation("a read on member " + member.id() + " missed a command"));
                }
            }

            @Override
            public void failed(ClusterException cause) {
                // A client asks again.
            }
        });
        if (member.node().isReadSafeNow()) {
            require(
                    new HashSet<>(SimCluster.commandsOf(member)).containsAll(acknowledged),
                    "a local read on member " + member.id() + " missed a command");
        }
    }

    private void fault() {
        List<SimMember> members = cluster.members();
        SimMember member = members.get(random.nextInt(members.size()));
        switch (random.nextInt(10)) {
            case 0 ->
                cluster.network()
                        .cut(
                                member.id(),
                                members.get(random.nextInt(members.size())).id());
            case 1 ->
                cluster.network()
                        .isolate(
                                member.id(), members.stream().map(SimMember::id).toList());
            case 2, 3 -> cluster.network().heal();
            case 4 -> cluster.network().setLoss(random.nextDouble() / 3);
            case 5 -> {
                cluster.network().setReordering(random.nextBoolean());
                cluster.network().setDuplication(random.nextDouble() / 5);
            }
            case 6 -> member.host().pause();
            case 7 -> members.forEach(each -> each.host().resume());
            default -> endOrStart(member);
        }
    }

    private void endOrStart(SimMember member) {
        if (!member.isRunning()) {
            start(member);
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> member.kill();
            case 1 -> member.crash();
            case 2 -> {
                member.host().resume();
                member.stop();
            }
            default ->
                member.node()
                        .transferLeader(1 + random.nextLong(cluster.members().size()), new Answer<>());
        }
    }

    private void start(SimMember member) {
        member.open();
        watch(member);
        member.node().start();
    }

    private void watch(SimMember member) {
        String own = member.id() + "/";
        member.machine().onCommand(command -> {
            if (command.startsWith(own)) {
                acknowledged.add(command);
            }
        });
    }

    private List<SimMember> running() {
        return cluster.members().stream().filter(SimMember::isRunning).toList();
    }

    /** Each member's commands are the beginning of one common order. */
    private void checkOrder() {
        for (SimMember member : cluster.members()) {
            List<String> theirs = member.machine().commands();
            int common = Math.min(order.size(), theirs.size());
            require(
                    order.subList(0, common).equals(theirs.subList(0, common)),
                    "member " + member.id() + " applied something else than others");
            order.addAll(theirs.subList(common, theirs.size()));
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw violation(otherwise);
        }
    }

    private AssertionError violation(String what) {
        return new AssertionError("seed " + simulation.seed() + " at " + simulation.now() / 1_000_000 + " ms: " + what);
    }
}
