package dev.quoin.consensus.raft.algorithm;

import java.util.function.IntUnaryOperator;

/** Counts ticks. What time a tick takes is the caller's business. */
final class Timers {
    private final int electionTick;
    private final int heartbeatTick;
    private final IntUnaryOperator randomInt;
    private int electionElapsed;
    private int heartbeatElapsed;
    private int randomizedElectionTimeout;

    Timers(RaftConfig config) {
        electionTick = config.electionTick();
        heartbeatTick = config.heartbeatTick();
        randomInt = config.randomInt();
    }

    /** A new role or term: all starts anew, with another election timeout, so that two members rarely collide twice. */
    void reset() {
        electionElapsed = 0;
        heartbeatElapsed = 0;
        randomizedElectionTimeout = electionTick + randomInt.applyAsInt(electionTick);
    }

    void randomizedElectionTimeout(int ticks) {
        randomizedElectionTimeout = ticks;
    }

    void tickElection() {
        electionElapsed++;
    }

    void tickHeartbeat() {
        heartbeatElapsed++;
        electionElapsed++;
    }

    void restartElection() {
        electionElapsed = 0;
    }

    /** Whether a member that is no leader has waited long enough. */
    boolean electionDue() {
        return electionElapsed >= randomizedElectionTimeout;
    }

    /** Whether a full election timeout has passed; starts the next, if so. */
    boolean takeElectionTimeout() {
        if (electionElapsed < electionTick) {
            return false;
        }
        electionElapsed = 0;
        return true;
    }

    /** Whether heartbeats are due; starts the next interval, if so. */
    boolean takeHeartbeat() {
        if (heartbeatElapsed < heartbeatTick) {
            return false;
        }
        heartbeatElapsed = 0;
        return true;
    }

    /** How many ticks are left until a leader that was just heard of loses its lease; not positive when it has. */
    int leaseRemaining() {
        return electionTick - electionElapsed;
    }
}
