package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.testkit.consensus.ClusterConformance;
import java.util.Map;

class RaftClusterConformanceTest extends ClusterConformance {
    @Override
    protected ConsensusProvider provider() {
        return new RaftProvider();
    }

    @Override
    protected Map<String, String> config() {
        return Map.of("snapshot-count", "20", "snapshot-catchup-entries", "10", "segment-bytes", "64KiB");
    }
}
