package dev.quoin.core.corruption;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.core.cluster.AlarmRaiser;
import dev.quoin.core.corruption.HashAnswer.State;
import dev.quoin.core.peer.PeerDirectory;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.rpc.AlarmType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this member leads, it compares the members' hashes from time to time, and raises the alarm CORRUPT for those that differ. A hash reads the whole
 * store, so a comparison is not begun before twenty times as long has passed as the last hash took.
 */
public final class CorruptionCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CorruptionCheck.class);
    private static final long SECOND = 1_000_000_000L;
    private static final long TICK = SECOND / 2;
    private static final long REST = 20;
    /** A member that has not got so far by then is left out. */
    private static final long PATIENCE = 600 * SECOND;

    private final Store store;
    private final ConsensusNode consensus;
    private final PeerTransport peers;
    private final AlarmRaiser alarms;
    private final HashKeeper hashes;
    private final long ownId;
    private final CorruptionOptions options;
    private final Clock clock;
    private final Agent agent;
    private @Nullable HashRound round;
    private HashPoint complete = new HashPoint(-1, -1);
    private long lastAtCompaction;
    private long lastAtPresent;
    private long restUntil;

    /** Compares on an agent, which must not be held up: it looks and asks, and never computes. */
    public CorruptionCheck(
            Agent agent,
            Clock clock,
            Store store,
            ConsensusNode consensus,
            PeerTransport peers,
            AlarmRaiser alarms,
            HashKeeper hashes,
            long ownId,
            CorruptionOptions options) {
        this.agent = agent;
        this.clock = clock;
        this.store = store;
        this.consensus = consensus;
        this.peers = peers;
        this.alarms = alarms;
        this.hashes = hashes;
        this.ownId = ownId;
        this.options = options;
    }

    /** Begins to look. */
    public void start() {
        agent.offer(() -> {
            lastAtCompaction = now();
            lastAtPresent = now();
            restUntil = now();
            tick();
        });
    }

    private void tick() {
        agent.schedule(TICK, this::tick);
        if (!consensus.status().leader()) {
            round = null;
        } else if (round != null) {
            goOn(round);
        } else if (now() - restUntil >= 0) {
            beginIfDue();
        }
    }

    private void beginIfDue() {
        HashPoint compaction = new HashPoint(store.compacted(), store.compacted());
        if (isDue(options.atCompactions().toNanos(), lastAtCompaction)) {
            lastAtCompaction = now();
            if (compaction.compacted() > 0 && !compaction.equals(complete)) {
                begin(compaction);
                return;
            }
        }
        if (isDue(options.atPresent().toNanos(), lastAtPresent)) {
            lastAtPresent = now();
            begin(present());
        }
    }

    /** From one view, as a compaction may come between two looks at the store. */
    private HashPoint present() {
        try (StoreView view = store.openView()) {
            return new HashPoint(view.revision(), view.compacted());
        }
    }

    private boolean isDue(long every, long last) {
        return every > 0 && now() - last >= every;
    }

    private void begin(HashPoint point) {
        Map<Long, List<URI>> others = PeerDirectory.others(store, ownId);
        if (!others.isEmpty()) {
            HashRound begun = new HashRound(point, now(), others);
            round = begun;
            goOn(begun);
        }
    }

    private void goOn(HashRound current) {
        HashAnswer own = hashes.ask(current.point());
        current.ask(peers);
        boolean late = now() - current.begunNanos() > PATIENCE;
        if (own.state() == State.GONE || late && own.state() != State.KNOWN) {
            end();
        } else if (own.state() == State.KNOWN && (current.isOver() || late)) {
            end();
            judge(current, current.verdict(ownId, own.hash()));
        }
    }

    private void end() {
        round = null;
        restUntil = now() + REST * hashes.lastNanos();
    }

    private void judge(HashRound over, HashVerdict verdict) {
        HashPoint point = over.point();
        if (!verdict.corrupt().isEmpty()) {
            verdict.corrupt().forEach(member -> raise(member, point));
        } else if (verdict.complete()) {
            complete = point;
            LOG.atInfo()
                    .addKeyValue("revision", point.revision())
                    .addKeyValue("compact-revision", point.compacted())
                    .log("all members have the same hash");
        }
    }

    private void raise(long member, HashPoint point) {
        if (alarms.isRaised(AlarmType.CORRUPT, member)) {
            return;
        }
        LOG.atError()
                .addKeyValue("member-id", Long.toHexString(member))
                .addKeyValue("revision", point.revision())
                .addKeyValue("compact-revision", point.compacted())
                .log(
                        member == 0
                                ? "members have different hashes and no majority agrees; raising the alarm CORRUPT"
                                : "a member's hash differs from that of the majority; raising the alarm CORRUPT");
        alarms.raise(AlarmType.CORRUPT, member, () -> {
            // Where it failed, the next comparison raises it.
        });
    }

    private long now() {
        return clock.nanoTime();
    }
}
