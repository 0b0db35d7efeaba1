/** The storage backend on LMDB. A plugin: it provides, and exports nothing. */
module dev.quoin.backend.lmdb {
    requires static org.jspecify;
    requires dev.quoin.api;
    requires dev.quoin.backend.support;

    provides dev.quoin.api.storage.StorageBackendProvider with
            dev.quoin.backend.lmdb.LmdbBackendProvider;
}
