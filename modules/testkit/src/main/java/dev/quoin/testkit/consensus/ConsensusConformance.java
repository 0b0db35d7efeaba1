package dev.quoin.testkit.consensus;

import dev.quoin.api.consensus.ConsensusProvider;
import java.util.Map;

/**
 * The conformance kit for consensus engines with a single member. Extend it, name the provider, and run it with JUnit.
 * The interfaces hold the tests, by subject; {@code docs/spi/consensus.md} has the rules. {@link ClusterConformance} is
 * about several members.
 */
public abstract class ConsensusConformance implements SingleMemberCases, LogCases, ChangeCases, RefusalCases {
    /** Is called by subclasses. */
    protected ConsensusConformance() {}

    /** Returns the provider of the engine under test. */
    protected abstract ConsensusProvider provider();

    /** Returns the engine's configuration, where the default does not do. */
    protected Map<String, String> config() {
        return Map.of();
    }

    @Override
    public final EngineUnderTest engine() {
        return new EngineUnderTest(provider(), config());
    }
}
