/** The storage backend on RocksDB. A plugin: it provides, and exports nothing. */
module dev.quoin.backend.rocksdb {
    requires static org.jspecify;
    requires dev.quoin.api;
    requires org.slf4j;
    requires rocksdbjni;
}
