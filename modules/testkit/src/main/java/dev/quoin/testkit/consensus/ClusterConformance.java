package dev.quoin.testkit.consensus;

import dev.quoin.api.consensus.ConsensusProvider;
import java.util.Map;

/**
 * What every consensus engine must do with several members, while nothing goes wrong and when something does; the tests
 * are in the interfaces, by subject. The system properties {@code quoin.sim.seeds} and {@code quoin.sim.first-seed} say
 * how much chaos, and which.
 */
public abstract class ClusterConformance
        implements ReplicationCases, LeadershipCases, CatchUpCases, ReconfigurationCases {
    /** For subclasses. */
    protected ClusterConformance() {}

    /** The engine to be tested. */
    protected abstract ConsensusProvider provider();

    /** Its configuration; logs have to be short enough that a member which misses 300 commands needs a snapshot. */
    protected abstract Map<String, String> config();

    @Override
    public final EngineUnderTest engine() {
        return new EngineUnderTest(provider(), config());
    }
}
