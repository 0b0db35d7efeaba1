package dev.quoin.testkit.consensus;

import dev.quoin.api.consensus.ConsensusCapability;
import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusProvider;
import java.util.Map;

/**
 * A consensus engine as a conformance class describes it.
 *
 * @param provider gives the engine
 * @param config the engine's configuration, where the default does not do
 */
public record EngineUnderTest(ConsensusProvider provider, Map<String, String> config) {
    SimCluster cluster(long seed, int size) {
        return new SimCluster(seed, provider, config, size);
    }

    ConsensusNode open(ConsensusContext context) {
        return provider.open(provider.configSpec().read(config), context);
    }

    boolean offers(ConsensusCapability capability) {
        return provider.capabilities().contains(capability);
    }
}
