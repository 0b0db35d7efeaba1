/** The etcd v3 protocol: its messages, its methods and its errors. */
module dev.quoin.protocol {
    requires static transitive org.jspecify;
    requires transitive com.google.protobuf;

    exports dev.quoin.protocol.auth;
    exports dev.quoin.protocol.election;
    exports dev.quoin.protocol.error;
    exports dev.quoin.protocol.health;
    exports dev.quoin.protocol.internal;
    exports dev.quoin.protocol.lock;
    exports dev.quoin.protocol.membership;
    exports dev.quoin.protocol.method;
    exports dev.quoin.protocol.mvcc;
    exports dev.quoin.protocol.raft;
    exports dev.quoin.protocol.wal;
    exports dev.quoin.protocol.rpc;
}
