package dev.quoin.testkit.consensus;

import dev.quoin.api.consensus.ConsensusProvider;
import java.util.Map;

/**
 * What every consensus engine must do with a single member. Extend it, say which provider, and run it with JUnit; the
 * tests are in the interfaces, by subject, and docs/spi/consensus.md has the rules in words. {@link ClusterConformance}
 * is about several members.
 */
public abstract class ConsensusConformance implements SingleMemberCases, LogCases, ChangeCases, RefusalCases {
    /** For subclasses. */
    protected ConsensusConformance() {}

    /** The engine to be tested. */
    protected abstract ConsensusProvider provider();

    /** Its configuration, where the default does not do. */
    protected Map<String, String> config() {
        return Map.of();
    }

    @Override
    public final EngineUnderTest engine() {
        return new EngineUnderTest(provider(), config());
    }
}
