package dev.quoin.core.corruption;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.core.corruption.HashAnswer.State;
import dev.quoin.core.peer.PeerDirectory;
import dev.quoin.core.store.Store;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the hash of a member's data with those of the others before it takes part again. As in etcd, only a hash that differs at the same revision and the
 * same compacted revision speaks against it; who does not answer in time, is behind, or has compacted further, is left out.
 */
public final class InitialCheck {
    private static final Logger LOG = LoggerFactory.getLogger(InitialCheck.class);
    private static final int INBOX = 64;
    private static final long TICK = 200_000_000L;

    private final Host host;
    private final PeerTransport peers;
    private final HashKeeper hashes;
    private final String ownName;
    private final long timeoutNanos;
    private final Consumer<@Nullable String> done;
    private final HashRound round;
    private final Agent agent;
    private long knownAt;

    /**
     * For a member that does not run yet.
     *
     * @param timeoutNanos how long the others' answers are waited for, beside the time that a hash takes
     * @param done gets null when nothing speaks against the data, else one line that says what does; on an agent
     */
    public InitialCheck(
            Host host,
            Store store,
            PeerTransport peers,
            HashKeeper hashes,
            long ownId,
            long timeoutNanos,
            Consumer<@Nullable String> done) {
        this.host = host;
        this.peers = peers;
        this.hashes = hashes;
        this.ownName = Long.toHexString(ownId);
        this.timeoutNanos = timeoutNanos;
        this.done = done;
        HashPoint present = new HashPoint(store.revision(), store.compacted());
        this.round = new HashRound(present, host.clock().nanoTime(), PeerDirectory.others(store, ownId));
        this.agent = host.startAgent("initial-check", INBOX, () -> {});
    }

    /** Begins; ends by itself. */
    public void begin() {
        LOG.atInfo().addKeyValue("local-member-id", ownName).log("starting initial corruption check");
        agent.offer(this::look);
    }

    private void look() {
        HashAnswer own = hashes.ask(round.point());
        round.ask(peers);
        long now = host.clock().nanoTime();
        if (own.state() != State.KNOWN) {
            knownAt = now;
        } else if (round.isOver() || now - knownAt >= timeoutNanos + 2 * hashes.lastNanos()) {
            agent.close();
            end(own.hash());
            return;
        }
        agent.schedule(TICK, this::look);
    }

    private void end(int ownHash) {
        Map<Long, HashAnswer> answers = round.answers();
        round.members().forEach(id -> {
            HashAnswer answer = answers.getOrDefault(id, HashAnswer.PENDING);
            if (answer.state() == State.KNOWN && answer.hash() != ownHash) {
                tell(id, "found different hash values from remote peer");
            } else if (answer.state() != State.KNOWN) {
                tell(id, "cannot compare hash with remote peer: " + why(answer.state()));
            }
        });
        boolean differs =
                answers.values().stream().anyMatch(answer -> answer.state() == State.KNOWN && answer.hash() != ownHash);
        if (!differs) {
            LOG.atInfo()
                    .addKeyValue("local-member-id", ownName)
                    .log("initial corruption checking passed; no corruption");
        }
        done.accept(differs ? ownName + " found data inconsistency with peers" : null);
    }

    private static String why(State state) {
        return switch (state) {
            case GONE -> "it has compacted further";
            case SILENT -> "it does not answer";
            default -> "it is behind, or takes too long";
        };
    }

    private void tell(long peer, String what) {
        LOG.atWarn()
                .addKeyValue("local-member-id", ownName)
                .addKeyValue("local-member-revision", round.point().revision())
                .addKeyValue("local-member-compact-revision", round.point().compacted())
                .addKeyValue("remote-peer-id", Long.toHexString(peer))
                .log(what);
    }
}
