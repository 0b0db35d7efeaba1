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

/**
 * Lets links, machines and processes fail. Each seed has its own selection of faults: a few at a time go deeper than
 * all at once.
 */
final class Nemesis {
    private static final long MAX_SYNC_NANOS = 5_000_000;
    private static final Duration HAND_OVER = Duration.ofMillis(500);

    private final World world;
    private final Roster roster;
    private final RandomGenerator random;
    private final LinkFaults links;
    private final List<Fault> faults;
    private final int mostPauseMillis;
    private boolean stopped;
    private int done;

    /** The faults that can happen. */
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
        this.links = new LinkFaults(world, random);
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

    /** Returns the number of faults so far. */
    int count() {
        return done;
    }

    void start() {
        world.members.forEach(this::usualDisk);
        world.later(random, mostPauseMillis, this::next);
    }

    private void next() {
        if (!stopped) {
            done++;
            inflict(faults.get(random.nextInt(faults.size())));
            world.later(random, mostPauseMillis, this::next);
        }
    }

    /** Mends everything, and lets nothing fail any more. */
    void stop() {
        stopped = true;
        world.fault("mends everything");
        links.mendAll();
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
            case PARTITION -> links.partition();
            case ONE_WAY -> links.oneWay(member);
            case LOSS -> links.lose();
            case DISORDER -> links.disorder();
            case DELAY -> links.delay();
            case PAUSE -> pause(random.nextBoolean() ? member : world.leaderOr(member));
            case KILL -> end(random.nextBoolean() ? member : world.leaderOr(member), false);
            case DISK_ERROR -> failDisk(member);
            case CRASH -> end(random.nextBoolean() ? member : world.leaderOr(member), true);
            case CRASH_MANY -> crashMany();
            case STOP -> stop(member);
            case SLOW_DISK -> {
                world.fault("slows the disk of " + member.name());
                member.site().host().disk().setMaxSyncNanos(20_000_000L << random.nextInt(5));
                world.later(random, 1500, () -> usualDisk(member));
            }
            case CLOCK -> member.site().host().skewWallClock(random.nextInt(-2000, 2000));
        }
    }

    private void pause(ClusterMember member) {
        if (member.isRunning() && !member.isPaused()) {
            world.fault("pauses " + member.name());
            member.pause();
            world.later(random, 4000, () -> {
                if (member.isPaused()) {
                    world.fault("resumes " + member.name());
                    member.resume();
                }
            });
        }
    }

    private void end(ClusterMember member, boolean power) {
        if (member.processKey() == null) {
            return;
        }
        world.fault((power ? "crashes " : "kills ") + member.name());
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
        world.fault("lets the disk of " + member.name() + " fail");
        SimHost host = member.site().host();
        host.expectFatal(true);
        host.disk().inject((operation, path) -> {
            if (operation == DiskOperation.SYNC) {
                throw new IOException(path + ": Input/output error");
            }
        });
        world.later(random, 500, () -> {
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

    /** Stops a member as the distribution does: it hands leadership over first, for which it has half a second. */
    private void stop(ClusterMember member) {
        Object process = member.processKey();
        if (!member.isRunning()) {
            return;
        }
        world.fault("stops " + member.name());
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
        world.later(random, 1 + random.nextInt(3000), () -> roster.start(member));
    }

    private void usualDisk(ClusterMember member) {
        member.site().host().disk().setMaxSyncNanos(MAX_SYNC_NANOS);
    }
}
