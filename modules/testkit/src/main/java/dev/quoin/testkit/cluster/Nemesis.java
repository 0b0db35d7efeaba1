package dev.quoin.testkit.cluster;

import dev.quoin.testkit.host.DiskOperation;
import dev.quoin.testkit.host.SimHost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Lets links, machines and processes fail. Each seed has its own selection of faults: a few at a time go deeper than all at once. */
final class Nemesis {
    private static final long MAX_SYNC_NANOS = 5_000_000;
    private static final Duration HAND_OVER = Duration.ofMillis(500);

    private final World world;
    private final Roster roster;
    private final RandomGenerator random;
    private final List<Fault> faults;
    private final int mostPauseMillis;
    private boolean stopped;
    private int done;

    /** What can go wrong. */
    private enum Fault {
        PARTITION,
        ONE_WAY,
        LOSS,
        DISORDER,
        DELAY,
        PAUSE,
        KILL,
        DISK_ERROR,
        CRASH,
        CRASH_MANY,
        STOP,
        SLOW_DISK,
        CLOCK
    }

    Nemesis(World world, Roster roster) {
        this.world = world;
        this.roster = roster;
        this.random = world.simulation.random("nemesis");
        this.faults = choose();
        this.mostPauseMillis = 200 << random.nextInt(4);
        world.trace.add("plan", () -> faults + ", at most " + mostPauseMillis + " ms apart");
    }

    private List<Fault> choose() {
        Set<Fault> chosen = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (random.nextInt(5) < 2) {
                chosen.add(fault);
            }
        }
        return new ArrayList<>(chosen.isEmpty() ? EnumSet.allOf(Fault.class) : chosen);
    }

    /** How many faults there were. */
    int count() {
        return done;
    }

    void start() {
        world.members.forEach(this::usualDisk);
        later(mostPauseMillis, this::next);
    }

    private void next() {
        if (!stopped) {
            done++;
            inflict(faults.get(random.nextInt(faults.size())));
            later(mostPauseMillis, this::next);
        }
    }

    /** Mends everything, and lets nothing fail any more. */
    void stop() {
        stopped = true;
        trace("mends everything");
        world.network.heal();
        usualDelay();
        for (ClusterMember member : world.members) {
            usualDisk(member);
            member.site().host().disk().heal();
            if (member.isPaused()) {
                member.resume();
            }
            roster.start(member);
        }
        roster.settle();
    }

    private void inflict(Fault fault) {
        ClusterMember member = World.any(roster.members(), random);
        if (member == null) {
            return;
        }
        switch (fault) {
            case PARTITION -> partition();
            case ONE_WAY -> oneWay(member);
            case LOSS -> {
                double share = random.nextDouble() / 3;
                trace("loses " + share);
                world.network.setLoss(share);
                later(1500, () -> world.network.setLoss(0));
            }
            case DISORDER -> {
                trace("reorders and repeats messages");
                world.network.setReordering(random.nextBoolean());
                world.network.setDuplication(random.nextDouble() / 4);
                later(1500, () -> {
                    world.network.setReordering(false);
                    world.network.setDuplication(0);
                });
            }
            case DELAY -> {
                trace("delays messages");
                world.network.setDelay(Duration.ofMillis(1), Duration.ofMillis(10 << random.nextInt(5)));
                later(1500, this::usualDelay);
            }
            case PAUSE -> pause(random.nextBoolean() ? member : leaderOr(member));
            case KILL -> end(random.nextBoolean() ? member : leaderOr(member), false);
            case DISK_ERROR -> failDisk(member);
            case CRASH -> end(random.nextBoolean() ? member : leaderOr(member), true);
            case CRASH_MANY -> crashMany();
            case STOP -> stop(member);
            case SLOW_DISK -> {
                trace("slows the disk of " + member.name());
                member.site().host().disk().setMaxSyncNanos(20_000_000L << random.nextInt(5));
                later(1500, () -> usualDisk(member));
            }
            case CLOCK -> member.site().host().skewWallClock(random.nextInt(-2000, 2000));
        }
    }

    private void partition() {
        List<ClusterMember> all = new ArrayList<>(world.members);
        Set<Long> side = new java.util.TreeSet<>();
        for (ClusterMember member : all) {
            if (random.nextBoolean()) {
                side.add(member.id());
            }
        }
        trace("parts "
                + all.stream()
                        .filter(member -> side.contains(member.id()))
                        .map(ClusterMember::name)
                        .toList() + " from the others");
        for (ClusterMember one : all) {
            for (ClusterMember other : all) {
                if (side.contains(one.id()) != side.contains(other.id())) {
                    world.network.cut(one.id(), other.id());
                }
            }
        }
        later(3000, this::mendLinks);
    }

    private void oneWay(ClusterMember member) {
        ClusterMember from = random.nextBoolean() ? member : leaderOr(member);
        for (ClusterMember other : world.members) {
            if (other != from && random.nextBoolean()) {
                boolean outwards = random.nextBoolean();
                trace("cuts " + (outwards ? from : other).name() + " to " + (outwards ? other : from).name());
                world.network.cut(outwards ? from.id() : other.id(), outwards ? other.id() : from.id());
            }
        }
        later(3000, this::mendLinks);
    }

    private void mendLinks() {
        trace("mends the links");
        world.network.mend();
    }

    private void pause(ClusterMember member) {
        if (member.isRunning() && !member.isPaused()) {
            trace("pauses " + member.name());
            member.pause();
            later(4000, () -> {
                if (member.isPaused()) {
                    trace("resumes " + member.name());
                    member.resume();
                }
            });
        }
    }

    private void end(ClusterMember member, boolean power) {
        if (member.processKey() == null) {
            return;
        }
        trace((power ? "crashes " : "kills ") + member.name());
        if (power) {
            member.crash();
        } else {
            member.kill();
        }
        startLater(member);
    }

    /** The next sync of the log fails: the member has to end, because nobody knows what is on the disk now. */
    private void failDisk(ClusterMember member) {
        if (!member.isRunning()) {
            return;
        }
        trace("lets the disk of " + member.name() + " fail");
        SimHost host = member.site().host();
        host.expectFatal(true);
        host.disk().inject((operation, path) -> {
            if (operation == DiskOperation.SYNC) {
                throw new IOException(path + ": Input/output error");
            }
        });
        later(500, () -> {
            host.disk().heal();
            host.expectFatal(false);
            if (host.fatalReason() != null) {
                end(member, random.nextBoolean());
            }
        });
    }

    private void crashMany() {
        boolean all = random.nextInt(3) == 0;
        for (ClusterMember member : List.copyOf(world.members)) {
            if (all || random.nextInt(3) < 2) {
                end(member, true);
            }
        }
    }

    /** As the distribution does it: leadership is handed over first, for which there is half a second. */
    private void stop(ClusterMember member) {
        Object process = member.processKey();
        if (!member.isRunning()) {
            return;
        }
        trace("stops " + member.name());
        Runnable stop = () -> {
            if (member.processKey() == process && member.isRunning()) {
                // An orderly stop writes the log to its end.
                member.site().host().disk().heal();
                member.stop();
                startLater(member);
            }
        };
        member.running().handOver(() -> world.simulation.after(Duration.ZERO, stop));
        world.simulation.after(HAND_OVER, stop);
    }

    private void startLater(ClusterMember member) {
        later(1 + random.nextInt(3000), () -> roster.start(member));
    }

    private ClusterMember leaderOr(ClusterMember otherwise) {
        @Nullable ClusterMember leader = world.leader();
        return leader == null ? otherwise : leader;
    }

    private void usualDelay() {
        world.network.setDelay(Duration.ofNanos(200_000), Duration.ofNanos(2_000_000));
    }

    private void usualDisk(ClusterMember member) {
        member.site().host().disk().setMaxSyncNanos(MAX_SYNC_NANOS);
    }

    private void later(int mostMillis, Runnable action) {
        world.simulation.after(
                Duration.ofNanos(random.nextLong(1_000_000, 1_000_000L * mostMillis + 1_000_001)), action);
    }

    private void trace(String what) {
        world.trace.add("fault", () -> what);
    }
}
