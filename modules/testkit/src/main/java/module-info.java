/** Conformance kits, the simulator and fault injection: what a plugin author tests against. */
module dev.quoin.testkit {
    requires java.management;
    requires static org.jspecify;
    requires transitive dev.quoin.api;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive dev.quoin.protocol;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports dev.quoin.testkit.auth;
    exports dev.quoin.testkit.cluster;
    exports dev.quoin.testkit.consensus;
    exports dev.quoin.testkit.history;
    exports dev.quoin.testkit.host;
    exports dev.quoin.testkit.peer;
    exports dev.quoin.testkit.sim;
    exports dev.quoin.testkit.storage;
    exports dev.quoin.testkit.storage.memory;
    exports dev.quoin.testkit.transport;

    provides dev.quoin.api.storage.StorageBackendProvider with
            dev.quoin.testkit.storage.memory.MemoryBackendProvider;
}
