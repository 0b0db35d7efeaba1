package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.StorageException;
import java.nio.file.Path;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The handle to an open RocksDB that all parts of the backend share.
 *
 * @param db the database
 * @param families its column families
 * @param directory where it lies, for messages
 * @param scansDirectly cursors may use {@link DirectScan}
 */
record RocksdbStore(RocksDB db, Families families, Path directory, boolean scansDirectly) {
    StorageException error(RocksDBException e) {
        return Errors.of(directory, e);
    }
}
