package dev.quoin.testkit.cluster;

import com.google.protobuf.Message;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.method.EtcdMethods;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Somebody who uses the cluster: one thing after the other, on one member for a while, with pauses. */
abstract class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    final World world;
    final String name;
    final RandomGenerator random;
    private @Nullable ClusterMember favourite;
    private boolean stopped;

    Client(World world, String name) {
        this.world = world;
        this.name = name;
        this.random = world.simulation.random(name);
    }

    /** Does the next thing, which ends with {@link #rest}. */
    abstract void next();

    void start() {
        rest();
    }

    /** Stops: begins no further operation. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    long mostPauseMillis() {
        return 40;
    }

    final void rest() {
        world.simulation.after(Duration.ofNanos(random.nextLong(1_000_000, mostPauseMillis() * 1_000_000)), () -> {
            if (!stopped) {
                next();
            }
        });
    }

    /** Chooses the member to ask; mostly the one that it asked before. */
    final @Nullable ClusterMember member() {
        ClusterMember before = favourite;
        if (before == null || !before.isReady() || random.nextInt(8) == 0) {
            favourite = world.anyReady(random);
        }
        return favourite;
    }

    final void forgetMember() {
        favourite = null;
    }

    /** Asks, and goes on once there is an answer or the time is up; an answer that comes later still counts as one. */
    final void ask(ClusterMember member, EtcdMethods method, Message request, Consumer<Reply> answer) {
        world.trace.add(name, () -> "to " + member.name() + ": " + method + " " + Checks.oneLine(request));
        boolean[] over = new boolean[1];
        member.call(method, request, reply -> {
            world.trace.add(
                    name, () -> "from " + member.name() + ": " + method + " " + reply.code() + " " + reply.text());
            world.checks.require(
                    reply.code() != StatusCode.INTERNAL && reply.code() != StatusCode.UNKNOWN,
                    () -> member.name() + " answered " + method + " with " + reply.code() + " " + reply.text());
            answer.accept(reply);
            proceed(over, !reply.isOk());
        });
        world.simulation.after(PATIENCE, () -> proceed(over, true));
    }

    private void proceed(boolean[] over, boolean elsewhere) {
        if (!over[0]) {
            over[0] = true;
            if (elsewhere) {
                forgetMember();
            }
            rest();
        }
    }
}
