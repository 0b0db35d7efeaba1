package dev.quoin.core.upkeep;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.host.Meters;
import dev.quoin.api.storage.StorageBackend;
import java.util.function.LongSupplier;

/**
 * Makes the store durable from time to time and lets the consensus log go up to there. How often decides how much of the log a restart after a crash
 * replays: not more than what some seconds or some thousand entries or some megabytes bring.
 */
public final class LogTrimmer implements AutoCloseable {
    private static final int INBOX = 16;
    private static final long TICK_NANOS = 100_000_000L;

    private final StorageBackend backend;
    private final ConsensusNode consensus;
    private final Agent agent;
    private final StoreOptions policy;
    private final Host host;
    private final LongSupplier appliedBytes;
    private final Meters.Histogram syncs;
    private long lastSync;
    private long lastBytes;

    /** @param appliedBytes the size of all commands applied so far */
    public LogTrimmer(
            Host host,
            StorageBackend backend,
            ConsensusNode consensus,
            LongSupplier appliedBytes,
            StoreOptions policy) {
        this.appliedBytes = appliedBytes;
        this.host = host;
        this.backend = backend;
        this.consensus = consensus;
        this.policy = policy;
        this.syncs = host.meters()
                .histogram(
                        "etcd_disk_backend_commit_duration_seconds",
                        "The latency distributions of making the store durable.",
                        Meters.exponential(0.001, 2, 14));
        this.lastSync = host.clock().nanoTime();
        this.agent = host.startAgent("store-sync", INBOX, () -> {});
    }

    public void start() {
        agent.schedule(TICK_NANOS, this::tick);
    }

    private void tick() {
        if (isDue()) {
            lastSync = host.clock().nanoTime();
            // Before the sync, so that what is applied meanwhile counts for the next one.
            lastBytes = appliedBytes.getAsLong();
            long durable = backend.sync();
            syncs.observeNanos(host.clock().nanoTime() - lastSync);
            consensus.compact(durable);
        }
        agent.schedule(TICK_NANOS, this::tick);
    }

    private boolean isDue() {
        long behind = backend.appliedIndex() - backend.durableIndex();
        return behind >= policy.syncEntries()
                || behind > 0
                        && (appliedBytes.getAsLong() - lastBytes >= policy.syncBytes()
                                || host.clock().nanoTime() - lastSync
                                        >= policy.syncInterval().toNanos());
    }

    @Override
    public void close() {
        agent.close();
    }
}
