package dev.quoin.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {
    @ParameterizedTest
    @CsvSource({
        "dev.quoin.core.store.Store, core: store",
        "dev.quoin.core.Anything, core: other",
        "dev.quoin.core.watch.hub.Hub, core: watch",
        "dev.quoin.distribution.host.Inbox, host: threads and inboxes",
        "dev.quoin.consensus.raft.algorithm.RaftNode, consensus: algorithm",
        "dev.quoin.consensus.raft.log.Segment, consensus: log and runtime",
        "org.rocksdb.RocksDB, backend: engine",
        "io.netty.handler.codec.http2.HpackDecoder, transport: HTTP/2 codec",
        "java.util.HashMap, JDK",
        "org.example.Else, other"
    })
    void aClassBelongsToALayer(String className, String layer) {
        assertThat(Layers.of(className)).isEqualTo(layer);
    }
}
