/** The storage backend on MapDB. A plugin: it provides, and exports nothing. */
module dev.quoin.backend.mapdb {
    requires static org.jspecify;
    requires dev.quoin.api;
    requires dev.quoin.backend.support;
    requires mapdb;

    provides dev.quoin.api.storage.StorageBackendProvider with
            dev.quoin.backend.mapdb.MapdbBackendProvider;
}
