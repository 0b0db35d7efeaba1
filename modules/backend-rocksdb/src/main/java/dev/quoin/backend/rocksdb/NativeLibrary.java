package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.StorageException;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDB;

/**
 * Loads the native library: from a folder where it lies extracted, which is faster and needs no writable temporary
 * folder, or from its jar.
 */
final class NativeLibrary {
    /** A launcher that extracts ahead names the folder here; the configuration wins over it. */
    static final String DIRECTORY_PROPERTY = "quoin.rocksdb.native-library-dir";

    private NativeLibrary() {}

    /** Loads the library, once, and says which version of RocksDB it is. */
    static String load(Optional<String> configured) {
        String directory = configured.orElse(System.getProperty(DIRECTORY_PROPERTY));
        try {
            if (directory == null) {
                RocksDB.loadLibrary();
            } else {
                RocksDB.loadLibrary(List.of(directory));
            }
            RocksDB.Version version = RocksDB.rocksdbVersion();
            return version.getMajor() + "." + version.getMinor() + "." + version.getPatch();
        } catch (UnsatisfiedLinkError | RuntimeException e) {
            String where =
                    directory == null ? "the temporary folder " + System.getProperty("java.io.tmpdir") : directory;
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
            throw new StorageException(
                    StorageException.Kind.IO, where + ": the native library of RocksDB can not be loaded: " + why, e);
        }
    }
}
