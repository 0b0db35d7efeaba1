package dev.quoin.distribution.host;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.api.host.Disk;
import dev.quoin.api.host.Host;
import dev.quoin.distribution.metrics.PrometheusMeters;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host of a node in production: each agent is a platform thread, files are the operating system's. Safe for use by any thread. */
public final class ThreadHost implements Host {
    /** What the process ends with after {@link #fatal}. */
    public static final int FATAL_EXIT_CODE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ThreadHost.class);

    private final Clock clock = new SystemClock();
    private final SecureRandom secrets = new SecureRandom();
    private final Disk disk = new FileDisk();
    private final PrometheusMeters meters = new PrometheusMeters();
    private final IntConsumer halt;

    /** A host whose fatal end ends the JVM at once, without shutdown hooks: they could write what must not be written any more. */
    public ThreadHost() {
        this(Runtime.getRuntime()::halt);
    }

    ThreadHost(IntConsumer halt) {
        this.halt = halt;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** A generator seeded by the operating system; for one thread at a time. Not for secrets. */
    @Override
    public RandomGenerator random(String purpose) {
        return new SplittableRandom(new SecureRandom().nextLong());
    }

    @Override
    public RandomGenerator secrets() {
        return secrets;
    }

    @Override
    public Disk disk() {
        return disk;
    }

    @Override
    public Agent startAgent(String name, int inboxCapacity, Runnable afterBatch) {
        ThreadAgent agent = new ThreadAgent(this, name, inboxCapacity, afterBatch);
        agent.start();
        return agent;
    }

    @Override
    public PrometheusMeters meters() {
        return meters;
    }

    @Override
    public void fatal(String reason, @Nullable Throwable cause) {
        try {
            LOG.error("ending the process: {}", reason, cause);
        } finally {
            halt.accept(FATAL_EXIT_CODE);
        }
        throw new IllegalStateException(reason, cause);
    }
}
