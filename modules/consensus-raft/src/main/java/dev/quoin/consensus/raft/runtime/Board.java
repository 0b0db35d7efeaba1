package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.Priority;
import dev.quoin.consensus.raft.algorithm.RaftNode;
import dev.quoin.consensus.raft.algorithm.Role;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressMap;
import dev.quoin.consensus.raft.wal.LogStore;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the raft thread lets everybody know: written by it once a round, read by any thread without waiting. */
final class Board {
    private static final int URGENT_SHARE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Board.class);

    private final LogStore log;
    private final long maxApplyGap;
    private ConfState shownConfig = ConfState.EMPTY;
    private Membership membership = Membership.empty();
    private long leadingTerm;
    private long leadingFrom;
    private volatile ConsensusStatus status;
    private volatile boolean readSafe;
    private boolean toldOverloaded;
    private volatile boolean overloaded;
    private volatile boolean overloadedForUrgent;

    Board(LogStore log, long maxApplyGap, long applied, Membership membership) {
        this.log = log;
        this.maxApplyGap = maxApplyGap;
        this.status = new ConsensusStatus(
                log.hardState().term(),
                0,
                false,
                false,
                Math.max(log.hardState().commit(), applied),
                applied,
                log.firstIndex(),
                log.lastIndex(),
                log.bytes(),
                membership,
                Map.of());
    }

    ConsensusStatus status() {
        return status;
    }

    /**
     * Whether the applied state is what a linearizable read sees: whatever is acknowledged anywhere was applied here
     * before.
     */
    boolean isReadSafe() {
        return readSafe;
    }

    /**
     * Whether more proposals of a priority would only wait. As in etcd, urgent ones may wait for twice as many entries.
     */
    boolean refuses(Priority priority) {
        return overloaded && (priority == Priority.NORMAL || overloadedForUrgent);
    }

    /** To be called before any message leaves that another member could take for permission to lead. */
    void roleChanged(RaftNode node) {
        if (node.role() != Role.LEADER) {
            readSafe = false;
        }
    }

    void publish(RaftNode node, long applied) {
        boolean leads = node.role() == Role.LEADER;
        if (leads && leadingTerm != node.term()) {
            // A new leader's first entry lies at or before the end of its log; with it, all of earlier terms are
            // committed.
            leadingTerm = node.term();
            leadingFrom = node.lastIndex();
        }
        ConfState config = node.config();
        if (!config.equals(shownConfig)) {
            shownConfig = config;
            membership = Memberships.toMembership(config);
        }
        boolean alone = !config.isJoint()
                && config.voters().size() == 1
                && config.voters().contains(node.id());
        readSafe = leads && alone && applied >= leadingFrom;
        long gap = node.committed() - applied;
        overloadedForUrgent = gap > URGENT_SHARE * maxApplyGap;
        overloaded = gap > maxApplyGap;
        status = new ConsensusStatus(
                node.term(),
                node.lead(),
                leads,
                config.learners().contains(node.id()),
                node.committed(),
                applied,
                log.firstIndex(),
                node.lastIndex(),
                log.bytes(),
                membership,
                leads && !(alone && config.learners().isEmpty()) ? matches(node) : Map.of());
    }

    /** To be called now and then, so that the log tells why clients are refused, and not more often. */
    void tellIfOverloaded() {
        if (overloaded != toldOverloaded) {
            toldOverloaded = overloaded;
            LOG.atWarn()
                    .addKeyValue("committed-index", status.commitIndex())
                    .addKeyValue("applied-index", status.appliedIndex())
                    .addKeyValue("max-apply-gap", maxApplyGap)
                    .log(
                            overloaded
                                    ? "refusing requests: too many committed entries are not applied yet"
                                    : "taking requests again");
        }
    }

    private static Map<Long, Long> matches(RaftNode node) {
        ProgressMap progress = node.status().progress();
        Map<Long, Long> matches = new HashMap<>();
        for (int i = 0; i < progress.size(); i++) {
            if (progress.idAt(i) != node.id()) {
                matches.put(progress.idAt(i), progress.at(i).match());
            }
        }
        return Map.copyOf(matches);
    }
}
