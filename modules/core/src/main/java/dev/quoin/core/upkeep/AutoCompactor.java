package dev.quoin.core.upkeep;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.core.propose.Proposal;
import dev.quoin.core.propose.Proposer;
import dev.quoin.core.store.Store;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.CompactionRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compacts history by itself while the member leads, with etcd's arithmetic of periods and revisions. Used by one agent. */
public final class AutoCompactor {
    private static final Logger LOG = LoggerFactory.getLogger(AutoCompactor.class);
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long REVISION_INTERVAL = 5 * MINUTE;
    private static final int LOOKS_A_PERIOD = 10;

    private final Agent agent;
    private final Clock clock;
    private final Store store;
    private final Proposer proposer;
    private final BooleanSupplier leading;
    private final CompactionOptions options;
    /** The revisions at the last looks, the one a period ago in front. */
    private final Deque<Long> seen = new ArrayDeque<>();

    private long lastRevision;
    private long lastSuccess;
    /** The whole period at first, then at most an hour. */
    private long interval;

    /** @param leading whether this member leads; the others only remember revisions, to go on where they become leader */
    public AutoCompactor(
            Agent agent,
            Clock clock,
            Store store,
            Proposer proposer,
            BooleanSupplier leading,
            CompactionOptions options) {
        this.agent = agent;
        this.clock = clock;
        this.store = store;
        this.proposer = proposer;
        this.leading = leading;
        this.options = options;
    }

    public void start() {
        if (!options.period().isZero()) {
            agent.offer(() -> {
                lastSuccess = clock.nanoTime();
                interval = options.period().toNanos();
                goOn();
            });
        } else if (options.revisions() > 0) {
            agent.schedule(REVISION_INTERVAL, this::byRevisions);
        }
    }

    private long retryInterval() {
        return Math.min(options.period().toNanos(), HOUR) / LOOKS_A_PERIOD;
    }

    private void goOn() {
        seen.addLast(store.revision());
        if (seen.size() > options.period().toNanos() / retryInterval() + 1) {
            seen.removeFirst();
        }
        agent.schedule(retryInterval(), this::byPeriod);
    }

    private void byPeriod() {
        long revision = seen.getFirst();
        boolean due = clock.nanoTime() - lastSuccess >= interval && revision != lastRevision;
        if (!due || !leading.getAsBoolean()) {
            goOn();
            return;
        }
        interval = Math.min(options.period().toNanos(), HOUR);
        compact(revision, "periodic", retryInterval(), this::goOn);
    }

    private void byRevisions() {
        long revision = store.revision() - options.revisions();
        Runnable next = () -> agent.schedule(REVISION_INTERVAL, this::byRevisions);
        if (revision <= 0 || revision == lastRevision || !leading.getAsBoolean()) {
            next.run();
        } else {
            compact(revision, "revision", REVISION_INTERVAL, next);
        }
    }

    private void compact(long revision, String mode, long retryNanos, Runnable next) {
        LOG.atInfo().addKeyValue("revision", revision).log("starting auto {} compaction", mode);
        byte[] request =
                CompactionRequest.newBuilder().setRevision(revision).build().toByteArray();
        proposer.propose(Proposal.own(InternalRaftRequest.COMPACTION_FIELD_NUMBER, request), outcome -> {
            EtcdError error = outcome.error();
            Runnable ended = () -> {
                ended(revision, mode, retryNanos, error);
                next.run();
            };
            if (!agent.offer(ended)) {
                agent.schedule(retryNanos, ended);
            }
        });
    }

    private void ended(long revision, String mode, long retryNanos, @Nullable EtcdError error) {
        if (error == null || error == EtcdError.COMPACTED) {
            lastRevision = revision;
            lastSuccess = clock.nanoTime();
            LOG.atInfo().addKeyValue("revision", revision).log("completed auto {} compaction", mode);
        } else {
            LOG.atWarn()
                    .addKeyValue("revision", revision)
                    .addKeyValue("retry-interval", retryNanos / 1e9 + "s")
                    .addKeyValue("error", error.text())
                    .log("failed auto {} compaction", mode);
        }
    }
}
