package dev.quoin.testkit.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Lets links between members fail, each for a while. */
final class LinkFaults {
    private final World world;
    private final RandomGenerator random;

    LinkFaults(World world, RandomGenerator random) {
        this.world = world;
        this.random = random;
    }

    void partition() {
        List<ClusterMember> all = new ArrayList<>(world.members);
        Set<Long> side = new TreeSet<>();
        for (ClusterMember member : all) {
            if (random.nextBoolean()) {
                side.add(member.id());
            }
        }
        world.fault("parts "
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
        world.later(random, 3000, this::mendLinks);
    }

    void oneWay(ClusterMember member) {
        ClusterMember from = random.nextBoolean() ? member : world.leaderOr(member);
        for (ClusterMember other : world.members) {
            if (other != from && random.nextBoolean()) {
                boolean outwards = random.nextBoolean();
                world.fault("cuts " + (outwards ? from : other).name() + " to " + (outwards ? other : from).name());
                world.network.cut(outwards ? from.id() : other.id(), outwards ? other.id() : from.id());
            }
        }
        world.later(random, 3000, this::mendLinks);
    }

    void lose() {
        double share = random.nextDouble() / 3;
        world.fault("loses " + share);
        world.network.setLoss(share);
        world.later(random, 1500, () -> world.network.setLoss(0));
    }

    void disorder() {
        world.fault("reorders and repeats messages");
        world.network.setReordering(random.nextBoolean());
        world.network.setDuplication(random.nextDouble() / 4);
        world.later(random, 1500, () -> {
            world.network.setReordering(false);
            world.network.setDuplication(0);
        });
    }

    void delay() {
        world.fault("delays messages");
        world.network.setDelay(Duration.ofMillis(1), Duration.ofMillis(10 << random.nextInt(5)));
        world.later(random, 1500, this::usualDelay);
    }

    /** Nothing fails any more. */
    void mendAll() {
        world.network.heal();
        usualDelay();
    }

    private void mendLinks() {
        world.fault("mends the links");
        world.network.mend();
    }

    private void usualDelay() {
        world.network.setDelay(Duration.ofNanos(200_000), Duration.ofNanos(2_000_000));
    }
}
