package dev.quoin.core.server;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.host.Agent;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StreamHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams of clients that asked for a member which knows of a leader. They end once there has been none for three election timeouts on end; a stream costs
 * more to open again than a request costs to repeat, so one election is waited for. Safe for use by any thread.
 */
public final class LeaderStreams {
    private static final int PATIENCE = 3;

    private final ConsensusNode consensus;
    private final long electionNanos;
    private final Agent agent;
    private final Set<LeaderBoundCall> open = ConcurrentHashMap.newKeySet();
    private int without;

    /** @param agent looks once in every election timeout */
    public LeaderStreams(Agent agent, ConsensusNode consensus, long electionNanos) {
        this.consensus = consensus;
        this.electionNanos = electionNanos;
        this.agent = agent;
    }

    public void start() {
        agent.schedule(electionNanos, this::look);
    }

    /** Opens a stream that ends when the leader is lost. */
    CallListener open(Call call, StreamHandler handler) {
        LeaderBoundCall bound = new LeaderBoundCall(call, open::remove);
        open.add(bound);
        return bound.open(handler);
    }

    private void look() {
        without = consensus.status().leaderId() == 0 ? without + 1 : 0;
        if (without >= PATIENCE) {
            open.forEach(LeaderBoundCall::leaderLost);
        }
        agent.schedule(electionNanos, this::look);
    }
}
