package dev.quoin.testkit.cluster;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.HashKVRequest;
import dev.quoin.protocol.rpc.HashKVResponse;
import dev.quoin.protocol.rpc.RangeRequest;
import dev.quoin.protocol.rpc.RangeResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One run of a seed, in one thread and in virtual time. The run founds a cluster and lets clients use it while faults
 * happen. Then it mends everything, and waits until all members agree, all watches are complete and all leases have
 * ended. The same seed gives the same run.
 */
public final class ClusterRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEY_CLIENTS = 5;
    private static final int LEASE_CLIENTS = 2;
    private static final int WATCH_CLIENTS = 4;

    private final long seed;
    private final World world;
    private final RandomGenerator random;
    private final Roster roster;
    private final Nemesis nemesis;
    private int founders;
    private final List<WatchClient> watchers = new ArrayList<>();
    private final List<Client> users = new ArrayList<>();

    private ClusterRun(long seed, MemberFactory factory, int traceLines) {
        this.seed = seed;
        this.world = new World(seed, factory, traceLines);
        this.random = world.simulation.random("run");
        this.roster = found();
        this.nemesis = new Nemesis(world, roster);
    }

    /**
     * Runs a seed.
     *
     * @param traceLines how much of the trace is kept, 0 for none
     */
    public static SeedResult run(long seed, MemberFactory factory, int traceLines) {
        ClusterRun run = new ClusterRun(seed, factory, traceLines);
        @Nullable String violation = null;
        try {
            run.all();
        } catch (AssertionError | RuntimeException e) {
            violation = describe(e);
        }
        return run.result(violation);
    }

    private static String describe(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    private SeedResult result(@Nullable String violation) {
        Checks checks = world.checks;
        SeedResult.Figures figures = new SeedResult.Figures(
                checks.ledger.lastIndex(),
                checks.operations.answered(),
                watchers.stream()
                        .mapToLong(watcher -> watcher.history().events())
                        .sum(),
                watchers.stream()
                        .mapToLong(watcher -> watcher.history().cancelled())
                        .sum(),
                checks.ledger.terms(),
                checks.snapshots(),
                checks.changes() - founders,
                checks.leases.expired(),
                nemesis.count(),
                world.simulation.now() / 1_000_000);
        return new SeedResult(seed, violation, world.simulation.fingerprint(), world.trace.lines(), figures);
    }

    private Roster found() {
        int size = random.nextInt(8) == 0 ? 1 : random.nextInt(4) == 0 ? 5 : 3;
        List<KnownPeer> founders = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            founders.add(KnownPeer.named("m" + i));
        }
        this.founders = size;
        long clusterId = 0;
        for (KnownPeer founder : founders) {
            MemberIdentity identity = world.factory.founder(founders, founder.name());
            clusterId = identity.clusterId();
            world.network.locate(founder.url(), identity.memberId());
            world.add(new MemberSite(founder.name(), identity, founders, List.of(), world.simulation, world.network));
        }
        return new Roster(world, clusterId);
    }

    private void all() {
        world.members.forEach(roster::start);
        startClients();
        nemesis.start();
        world.simulation.runFor(Duration.ofMillis(5000 + random.nextInt(7000)));
        nemesis.stop();
        world.simulation.runFor(Duration.ofMillis(random.nextInt(1500)));
        users.forEach(Client::stop);
        watchers.forEach(WatchClient::settle);
        world.simulation.runUntil("all members agree", this::agree, PATIENCE);
        world.simulation.runUntil(
                "all leases have ended",
                () -> world.checks.ledger.store().leases().isEmpty(),
                PATIENCE);
        world.simulation.runUntil("all members agree", this::agree, PATIENCE);
        world.simulation.runUntil(
                "all watches are complete",
                () -> watchers.stream().allMatch(watcher -> watcher.history().isComplete()),
                PATIENCE);
        compare();
    }

    private void startClients() {
        for (int i = 0; i < KEY_CLIENTS; i++) {
            users.add(new KeyClient(world, i));
        }
        for (int i = 0; i < LEASE_CLIENTS; i++) {
            users.add(new LeaseClient(world, i));
        }
        if (random.nextBoolean()) {
            users.add(new MembershipClient(world, roster));
        }
        for (int i = 0; i < WATCH_CLIENTS; i++) {
            watchers.add(new WatchClient(world, i));
        }
        users.forEach(Client::start);
        watchers.forEach(Client::start);
    }

    private boolean agree() {
        List<ClusterMember> members = roster.members();
        if (members.size() < roster.voters().size() + roster.learners().size() || world.leader() == null) {
            return false;
        }
        long last = world.checks.ledger.lastIndex();
        for (ClusterMember member : members) {
            if (!member.isReady()) {
                return false;
            }
            var status = member.running().status();
            if (status.appliedIndex() != last || status.lastIndex() != last) {
                return false;
            }
        }
        return true;
    }

    /** Every member shows the same: what the log says. */
    private void compare() {
        RangeRequest everything = RangeRequest.newBuilder()
                .setKey(ByteString.copyFrom(new byte[1]))
                .setRangeEnd(ByteString.copyFrom(new byte[1]))
                .build();
        for (ClusterMember member : roster.members()) {
            long began = world.checks.operations.begin();
            RangeResponse here = answer(
                            member,
                            EtcdMethods.KV_RANGE,
                            everything.toBuilder().setSerializable(true).build())
                    .as(RangeResponse.parser());
            world.checks.operations.range(began, everything, here);
            if (!roster.learners().contains(member.id())) {
                compareAsVoter(member, began, everything);
            }
            try (var state = member.running().openState()) {
                long digest = StateDigest.of(state, world.factory.replicatedTables());
                world.checks.states.state(member.name(), world.checks.ledger.lastIndex(), digest);
            }
        }
        // A violation shows when time goes on.
        world.simulation.runFor(Duration.ofMillis(1));
    }

    /** A learner serves serializable reads only, as with etcd. */
    private void compareAsVoter(ClusterMember member, long began, RangeRequest everything) {
        RangeResponse response =
                answer(member, EtcdMethods.KV_RANGE, everything).as(RangeResponse.parser());
        world.checks.operations.range(began, everything, response);
        Reply hash = answer(member, EtcdMethods.MAINTENANCE_HASH_KV, HashKVRequest.getDefaultInstance());
        world.checks.states.hash(member.name(), hash.as(HashKVResponse.parser()));
    }

    private Reply answer(ClusterMember member, EtcdMethods method, Message request) {
        Reply[] replies = new Reply[1];
        member.call(method, request, reply -> replies[0] = reply);
        world.simulation.runUntil(method + " on " + member.name() + " is answered", () -> replies[0] != null, PATIENCE);
        if (!replies[0].isOk()) {
            throw new AssertionError(method + " on " + member.name() + ": " + replies[0].text());
        }
        return replies[0];
    }
}
