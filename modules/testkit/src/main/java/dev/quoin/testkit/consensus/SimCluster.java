package dev.quoin.testkit.consensus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Priority;
import dev.quoin.testkit.host.Simulation;
import dev.quoin.testkit.sim.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A cluster of members 1 to n with one engine, in one thread and virtual time. */
public final class SimCluster {
    /** Virtual time that is enough for any number of elections. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final byte[] NO_CONTEXT = new byte[0];

    private final Simulation simulation;
    private final SimNetwork network;
    private final ConsensusProvider provider;
    private final Map<String, String> config;
    private final Map<Long, SimMember> members = new TreeMap<>();

    /** A new cluster whose members do not run yet. */
    public SimCluster(long seed, ConsensusProvider provider, Map<String, String> config, int size) {
        this.simulation = new Simulation(seed);
        this.network = new SimNetwork(simulation);
        this.provider = provider;
        this.config = config;
        List<MemberChange> initial = LongStream.rangeClosed(1, size)
                .mapToObj(id -> new MemberChange(MemberChange.Kind.ADD_VOTER, id, ("member " + id).getBytes(UTF_8)))
                .toList();
        LongStream.rangeClosed(1, size).forEach(id -> add(id, new Bootstrap(initial)));
    }

    private SimMember add(long id, Bootstrap bootstrap) {
        SimMember member = new SimMember(id, simulation, network, provider, config, bootstrap);
        members.put(id, member);
        return member;
    }

    /** A member that joins: its log is empty, and it learns everything from the leader. It does not run yet. */
    public SimMember join(long id) {
        return add(id, new Bootstrap(List.of()));
    }

    /** Time and chance. */
    public Simulation simulation() {
        return simulation;
    }

    /** The links between the members. */
    public SimNetwork network() {
        return network;
    }

    /** All members, running or not. */
    public List<SimMember> members() {
        return List.copyOf(members.values());
    }

    /** One of them. */
    public SimMember member(long id) {
        SimMember member = members.get(id);
        if (member == null) {
            throw new IllegalArgumentException("no member " + id);
        }
        return member;
    }

    /** Starts all members that do not run. */
    public void startAll() {
        members().stream().filter(member -> !member.isRunning()).forEach(SimMember::start);
    }

    /** Waits until one member leads in a term that no other one leads, and has applied all of its log. */
    public SimMember awaitLeader() {
        simulation.runUntil(
                "a leader", () -> leaders().size() == 1 && settled(leaders().getFirst()), PATIENCE);
        return leaders().getFirst();
    }

    private static boolean settled(SimMember leader) {
        var status = leader.node().status();
        return status.lastIndex() > 0 && status.appliedIndex() == status.lastIndex();
    }

    /** Returns the members that lead as far as they know, without those of earlier terms. */
    public List<SimMember> leaders() {
        long term = members().stream()
                .filter(SimMember::isRunning)
                .mapToLong(member -> member.node().status().term())
                .max()
                .orElse(0);
        return members().stream()
                .filter(SimMember::leads)
                .filter(member -> member.node().status().term() == term)
                .toList();
    }

    /** Proposes a command on a member. Returns what becomes of it. */
    public Proposal propose(SimMember member, String command) {
        return propose(member, command, Priority.NORMAL);
    }

    /** Proposes a command of some priority on a member. */
    public Proposal propose(SimMember member, String command, Priority priority) {
        Proposal proposal = new Proposal(command);
        proposal.accepted =
                member.node().propose(command.getBytes(UTF_8), priority, reason -> proposal.dropped = reason.name());
        return proposal;
    }

    /** Proposes commands on a member, and waits until it has applied them. */
    public void proposeAndAwait(SimMember member, String... commands) {
        for (String command : commands) {
            propose(member, command);
        }
        simulation.runUntil(
                "applied " + commands[commands.length - 1],
                () -> commandsOf(member).containsAll(List.of(commands)),
                PATIENCE);
    }

    /** Waits until all running members have applied the same: the longest log among them. */
    public void awaitAgreement() {
        simulation.runUntil("agreement", this::agree, PATIENCE);
    }

    private boolean agree() {
        List<SimMember> running =
                members().stream().filter(SimMember::isRunning).toList();
        long last = running.stream()
                .mapToLong(member -> member.node().status().lastIndex())
                .max()
                .orElse(0);
        return running.stream()
                        .allMatch(member -> member.machine().appliedIndex() == last
                                && member.node().status().appliedIndex() == last)
                && running.stream()
                                .map(member -> member.machine().commands())
                                .distinct()
                                .count()
                        <= 1;
    }

    /** Returns the commands that a member has applied, without their indexes. */
    public static List<String> commandsOf(SimMember member) {
        List<String> commands = new ArrayList<>();
        for (String command : member.machine().commands()) {
            commands.add(command.substring(command.indexOf(':') + 1));
        }
        return commands;
    }

    /** A change without context. */
    public static MemberChange change(MemberChange.Kind kind, long id) {
        return new MemberChange(kind, id, NO_CONTEXT);
    }

    /** The outcome of a proposal. */
    public static final class Proposal {
        private final String command;
        private boolean accepted;
        private String dropped = "";

        Proposal(String command) {
            this.command = command;
        }

        /** Returns the command that was proposed. */
        public String command() {
            return command;
        }

        /** Returns true when the engine took the command. */
        public boolean accepted() {
            return accepted;
        }

        /** Why it was dropped, or empty. */
        public String dropped() {
            return dropped;
        }
    }
}
