package dev.quoin.api.consensus;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;

/** The extension point for consensus engines. */
public interface ConsensusProvider extends Provider {
    /**
     * Opens the member's log and recovers it; no thread runs and nothing is applied before {@link ConsensusNode#start}.
     *
     * @throws ConsensusException when the log is damaged beyond its tail, or belongs to another member or cluster
     */
    ConsensusNode open(ConfigValues config, ConsensusContext context);
}
