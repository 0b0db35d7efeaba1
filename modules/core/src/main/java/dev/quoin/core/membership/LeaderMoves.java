package dev.quoin.core.membership;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.core.answer.ConsensusErrors;
import dev.quoin.protocol.error.EtcdError;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands leadership over, when asked to and when this member is about to stop. Safe for use by any thread; never blocks. */
public final class LeaderMoves {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderMoves.class);

    private final ConsensusNode consensus;
    private final PeerTransport peers;
    private final long ownId;

    public LeaderMoves(ConsensusNode consensus, PeerTransport peers, long ownId) {
        this.consensus = consensus;
        this.peers = peers;
        this.ownId = ownId;
    }

    /** @param done gets null once the other leads, else the error */
    public void move(long to, Consumer<@Nullable EtcdError> done) {
        ConsensusStatus status = consensus.status();
        if (!status.leader()) {
            done.accept(EtcdError.NOT_LEADER);
            return;
        }
        if (!status.membership().voters().contains(to)) {
            done.accept(EtcdError.BAD_LEADER_TRANSFEREE);
            return;
        }
        LOG.atInfo()
                .addKeyValue("local-member-id", Long.toHexString(ownId))
                .addKeyValue("transferee-member-id", Long.toHexString(to))
                .log("leadership transfer starting");
        consensus.transferLeader(to, new Completion<>() {
            @Override
            public void done(Void nothing) {
                LOG.atInfo()
                        .addKeyValue("local-member-id", Long.toHexString(ownId))
                        .addKeyValue("new-leader-member-id", Long.toHexString(to))
                        .log("leadership transfer finished");
                done.accept(null);
            }

            @Override
            public void failed(ClusterException cause) {
                LOG.atWarn().addKeyValue("error", cause.getMessage()).log("leadership transfer failed");
                // That it is a voter was seen before; so it has not caught up in time, or can not be reached.
                done.accept(
                        cause.reason() == Reason.BAD_TRANSFEREE
                                ? EtcdError.TIMEOUT
                                : ConsensusErrors.of(cause.reason()));
            }
        });
    }

    /** Hands over to whoever is closest to taking over; runs the task when that is done, or when there is nothing to be done. */
    public void leave(Runnable done) {
        ConsensusStatus status = consensus.status();
        if (!status.leader()) {
            done.run();
            return;
        }
        status.membership().voters().stream()
                .filter(id -> id != ownId && peers.activeNanos(id) >= 0)
                .max(Comparator.comparingLong((Long id) -> status.matchIndex().getOrDefault(id, 0L))
                        .thenComparingLong(peers::activeNanos)
                        // A set's own order differs from process to process.
                        .thenComparingLong(Long::longValue))
                .ifPresentOrElse(id -> move(id, ignored -> done.run()), done);
    }
}
