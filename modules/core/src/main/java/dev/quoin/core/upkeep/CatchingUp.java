package dev.quoin.core.upkeep;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;

/**
 * Finds out when this member has caught up with what happened while it was away. One answered barrier does not tell: a member that gets a snapshot had asked
 * before that was taken, and comes out of it with everything still to be applied that was put meanwhile. So it asks until an answer comes soon, which means
 * that what was missing was little; and not much may be waiting to be applied either, or the engine would refuse what clients send. Used by one agent.
 */
final class CatchingUp {
    /** Far from the number of waiting entries at which an engine refuses proposals. */
    static final long MOST_WAITING = 1000;

    private final ConsensusNode consensus;
    private final Agent agent;
    private final Clock clock;
    private final long soonNanos;
    private final Runnable caughtUp;
    private boolean asking;
    private boolean over;

    /**
     * For a member.
     *
     * @param agent the one that uses this
     * @param soonNanos how long a member takes to apply what is missing when it is up to date
     * @param caughtUp is run once, on the agent
     */
    CatchingUp(ConsensusNode consensus, Agent agent, Clock clock, long soonNanos, Runnable caughtUp) {
        this.consensus = consensus;
        this.agent = agent;
        this.clock = clock;
        this.soonNanos = soonNanos;
        this.caughtUp = caughtUp;
    }

    boolean isOver() {
        return over;
    }

    /** To be called from time to time: asks, unless an answer is waited for. */
    void look() {
        if (over || asking || consensus.status().leaderId() == 0) {
            return;
        }
        asking = true;
        long asked = clock.nanoTime();
        consensus.readBarrier(new Completion<>() {
            @Override
            public void done(Long index) {
                agent.offer(() -> answered(clock.nanoTime() - asked));
            }

            @Override
            public void failed(ClusterException cause) {
                agent.offer(() -> asking = false);
            }
        });
    }

    private void answered(long nanos) {
        asking = false;
        ConsensusStatus status = consensus.status();
        if (nanos < soonNanos && status.commitIndex() - status.appliedIndex() <= MOST_WAITING) {
            over = true;
            caughtUp.run();
        }
    }
}
