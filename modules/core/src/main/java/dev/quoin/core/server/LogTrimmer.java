package dev.quoin.core.server;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.storage.StorageBackend;

/**
 * Makes the store durable from time to time and lets the consensus log go up to there. How often decides how much of the log a restart after a crash
 * replays: not more than what some seconds or some thousand entries bring.
 */
final class LogTrimmer implements AutoCloseable {
    private static final int INBOX = 16;
    private static final long TICK_NANOS = 500_000_000L;

    private final StorageBackend backend;
    private final ConsensusNode consensus;
    private final Agent agent;
    private final Policy policy;
    private final Host host;
    private long lastSync;

    /**
     * When to sync.
     *
     * @param entries after this many applied entries
     * @param nanos after this time, if anything was applied
     */
    record Policy(long entries, long nanos) {}

    LogTrimmer(Host host, StorageBackend backend, ConsensusNode consensus, Policy policy) {
        this.host = host;
        this.backend = backend;
        this.consensus = consensus;
        this.policy = policy;
        this.lastSync = host.clock().nanoTime();
        this.agent = host.startAgent("store-sync", INBOX, () -> {});
    }

    void start() {
        agent.schedule(TICK_NANOS, this::tick);
    }

    private void tick() {
        long behind = backend.appliedIndex() - backend.durableIndex();
        long now = host.clock().nanoTime();
        if (behind >= policy.entries || behind > 0 && now - lastSync >= policy.nanos) {
            lastSync = now;
            consensus.compact(backend.sync());
        }
        agent.schedule(TICK_NANOS, this::tick);
    }

    @Override
    public void close() {
        agent.close();
    }
}
