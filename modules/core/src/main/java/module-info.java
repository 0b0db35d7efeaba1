/** The product: MVCC, transactions, watch, leases, auth rules and the apply loop. Knows no plugin. */
module dev.quoin.core {
    requires static org.jspecify;
    requires transitive dev.quoin.api;
    requires transitive dev.quoin.protocol;
    requires com.google.gson;
    requires bcrypt;
    requires com.google.protobuf;
    requires com.nimbusds.jose.jwt;
    requires org.jctools.core;
    requires org.slf4j;

    exports dev.quoin.core.ask;
    exports dev.quoin.core.backup;
    exports dev.quoin.core.cluster;
    exports dev.quoin.core.corruption;
    exports dev.quoin.core.inspect;
    exports dev.quoin.core.lease;
    exports dev.quoin.core.membership;
    exports dev.quoin.core.node;
    exports dev.quoin.core.peer;
    exports dev.quoin.core.server;
    exports dev.quoin.core.snapshot;
    exports dev.quoin.core.upkeep;
    exports dev.quoin.core.watch;
}
