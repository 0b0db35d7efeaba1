package dev.quoin.consensus.raft.algorithm.tracker;

import dev.quoin.consensus.raft.algorithm.quorum.Ballots;
import java.util.HashMap;
import java.util.Map;

/** The votes of one campaign; the first word of a voter counts. */
public final class Votes implements Ballots {
    private final Map<Long, Ballot> cast = new HashMap<>();

    /** A voter has spoken. */
    public void record(long voter, boolean granted) {
        cast.putIfAbsent(voter, granted ? Ballot.GRANTED : Ballot.REJECTED);
    }

    /** A new campaign. */
    public void reset() {
        cast.clear();
    }

    @Override
    public Ballot of(long voter) {
        return cast.getOrDefault(voter, Ballot.MISSING);
    }
}
