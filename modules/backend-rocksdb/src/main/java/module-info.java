/** The storage backend on RocksDB. A plugin: it provides, and exports nothing. */
module dev.quoin.backend.rocksdb {
    requires static org.jspecify;
    requires dev.quoin.api;
    requires dev.quoin.backend.support;
    requires rocksdbjni;

    provides dev.quoin.api.storage.StorageBackendProvider with
            dev.quoin.backend.rocksdb.RocksdbBackendProvider;
}
