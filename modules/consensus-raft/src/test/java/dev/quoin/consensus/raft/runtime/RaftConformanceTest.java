package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.testkit.consensus.ConsensusConformance;
import java.util.Map;

class RaftConformanceTest extends ConsensusConformance {
    @Override
    protected ConsensusProvider provider() {
        return new RaftProvider();
    }

    @Override
    protected Map<String, String> config() {
        return Map.of("snapshot-count", "20", "snapshot-catchup-entries", "10", "segment-bytes", "64KiB");
    }
}
