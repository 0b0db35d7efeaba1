package dev.quoin.testkit.consensus;

import dev.quoin.api.consensus.ConsensusProvider;
import java.util.Map;

/**
 * The conformance kit for consensus engines with several members, while all goes well and when something fails. The
 * interfaces hold the tests, by subject. The system properties {@code quoin.sim.seeds} and {@code quoin.sim.first-seed}
 * say how much chaos, and which.
 */
public abstract class ClusterConformance
        implements ReplicationCases, LeadershipCases, CatchUpCases, ReconfigurationCases {
    /** Is called by subclasses. */
    protected ClusterConformance() {}

    /** Returns the provider of the engine under test. */
    protected abstract ConsensusProvider provider();

    /**
     * Returns the engine's configuration. Logs must be so short that a member which misses 300 commands needs a
     * snapshot.
     */
    protected abstract Map<String, String> config();

    @Override
    public final EngineUnderTest engine() {
        return new EngineUnderTest(provider(), config());
    }
}
