package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.host.Agent;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Hands work to an agent in order; what its inbox does not take now waits here. Used by one thread, which bounds what
 * it hands over.
 */
final class Handover {
    private final Agent agent;
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    Handover(Agent agent) {
        this.agent = agent;
    }

    void add(Runnable work) {
        if (!waiting.isEmpty() || !agent.offer(work)) {
            waiting.add(work);
        }
    }

    /** Tries again; to be called whenever the agent has reported something. */
    void resume() {
        while (!waiting.isEmpty() && agent.offer(waiting.peek())) {
            waiting.remove();
        }
    }
}
