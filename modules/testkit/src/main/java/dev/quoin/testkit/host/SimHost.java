package dev.quoin.testkit.host;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.api.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One machine of a {@link Simulation}, with a disk and one process at a time. {@link #kill} and {@link #crash} end the
 * process; agents that are started afterwards belong to the next one. A process that ends through {@link #fatal} fails
 * the test, unless it was expected.
 */
public final class SimHost implements Host {
    private static final long WALL_CLOCK_AT_START = 1_700_000_000_000L;

    private final Simulation simulation;
    private final String name;
    private final long seed;
    private final SimDisk disk;
    private final RecordingMeters meters = new RecordingMeters();
    private final List<SimAgent> agents = new ArrayList<>();
    private long wallSkewMillis;
    private int process;
    private boolean paused;
    private boolean fatalExpected;
    private @Nullable String fatalReason;

    /** A machine in a simulation. @param name tells it apart; its randomness follows from it and from the seed */
    public SimHost(Simulation simulation, String name) {
        this.simulation = simulation;
        this.name = name;
        this.seed = Simulation.mix(simulation.seed(), name.hashCode());
        this.disk = new SimDisk(new SplittableRandom(seed));
        disk.live(simulation::now, simulation::takeTime);
    }

    /** A machine alone in a simulation of its own. */
    public static SimHost alone(long seed) {
        return new SimHost(new Simulation(seed), "host");
    }

    /** Returns the simulation that it runs in. */
    public Simulation simulation() {
        return simulation;
    }

    /** Returns the name that tells it apart. */
    public String name() {
        return name;
    }

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public long nanoTime() {
                return simulation.now();
            }

            @Override
            public long wallMillis() {
                return WALL_CLOCK_AT_START + wallSkewMillis + simulation.now() / 1_000_000;
            }
        };
    }

    /** Lets the wall clock jump. */
    public void skewWallClock(long millis) {
        wallSkewMillis += millis;
    }

    @Override
    public RandomGenerator random(String purpose) {
        // A process that starts again must not draw the same identifiers again.
        return new SplittableRandom(Simulation.mix(seed + process, purpose.hashCode()));
    }

    /** All runs in one thread. */
    @Override
    public RandomGenerator secrets() {
        return random("secrets");
    }

    @Override
    public SimDisk disk() {
        return disk;
    }

    @Override
    public Agent startAgent(String role, int inboxCapacity, Runnable afterBatch) {
        SimAgent agent = new SimAgent(simulation, this, role, inboxCapacity, afterBatch);
        agents.add(agent);
        return agent;
    }

    /** The names of the agents that have not ended. */
    public List<String> runningAgents() {
        return agents.stream()
                .filter(agent -> !agent.hasEnded())
                .map(SimAgent::name)
                .toList();
    }

    @Override
    public RecordingMeters meters() {
        return meters;
    }

    @Override
    public void fatal(String reason, @Nullable Throwable cause) {
        endProcess(reason);
        if (!fatalExpected) {
            simulation.runFailed(
                    new AssertionError("seed " + simulation.seed() + ": " + name + " ended: " + reason, cause));
        }
        throw new ProcessEnded(reason, cause);
    }

    /** Lets the process end through {@link #fatal} from now on without failing the test. */
    public void expectFatal() {
        expectFatal(true);
    }

    /** Says whether the process may end through {@link #fatal} without failing the test. */
    public void expectFatal(boolean expected) {
        fatalExpected = expected;
    }

    /** Why the last process ended by itself, if it did. */
    public @Nullable String fatalReason() {
        return fatalReason;
    }

    /** The process dies; what it wrote is still with the operating system. */
    public void kill() {
        endProcess(null);
    }

    /** The power goes; see {@link SimDisk#crash}. */
    public void crash() {
        endProcess(null);
        disk.crash();
    }

    /** Stops all agents as a long collection or a stopped process would; timers that become due meanwhile wait. */
    public void pause() {
        setPaused(true);
    }

    /** Goes on after {@link #pause}. */
    public void resume() {
        setPaused(false);
    }

    boolean isPaused() {
        return paused;
    }

    /** Runs a task of an agent; whatever it throws ends the process, as the contract of agents says. */
    void run(SimAgent agent, Runnable task) {
        try {
            task.run();
        } catch (ProcessEnded ended) {
            if (!agent.hasEnded()) {
                endProcess(ended.getMessage());
            }
            throw ended;
        } catch (Throwable failure) {
            fatal("a task of " + agent.name() + " failed: " + failure, failure);
        }
    }

    private void setPaused(boolean on) {
        paused = on;
        agents.forEach(SimAgent::update);
    }

    private void endProcess(@Nullable String reason) {
        fatalReason = reason;
        process++;
        paused = false;
        agents.forEach(SimAgent::end);
        agents.clear();
        disk.closeAll();
    }
}
