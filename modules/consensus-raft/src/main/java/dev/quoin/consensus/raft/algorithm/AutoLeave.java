package dev.quoin.consensus.raft.algorithm;

import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import java.util.List;

/** How a leader ends a joint configuration that asks to be ended by it. */
final class AutoLeave {
    private final RaftState raft;
    private final Proposals proposals;

    AutoLeave(RaftState raft, Proposals proposals) {
        this.raft = raft;
        this.proposals = proposals;
    }

    /**
     * Proposes to leave, if the configuration in force is one to be left and no other change can be under way. A leader
     * that hands over drops this like any proposal; so it is tried again with each applied entry and each election
     * timeout, by this leader or the next.
     */
    void ifDue() {
        long applied = raft.log.applying().applied();
        if (!raft.isLeader() || !raft.tracker.config().autoLeave() || applied < raft.pendingConfIndex) {
            return;
        }
        StepResult result = proposals.propose(List.of(ConfChangeCodec.proposal(ConfChange.leave())));
        if (result == StepResult.OK) {
            raft.trace.info("initiating automatic transition out of joint configuration %s", raft.tracker.config());
        } else {
            raft.trace.debug(
                    "not initiating automatic transition out of joint configuration %s: %s",
                    raft.tracker.config(), result);
        }
    }
}
