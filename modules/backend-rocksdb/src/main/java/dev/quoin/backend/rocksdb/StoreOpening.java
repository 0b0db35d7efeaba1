package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import dev.quoin.api.storage.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Opens a store: finds out what is there, and refuses what is damaged. */
final class StoreOpening {
    private StoreOpening() {}

    /**
     * Opens the store of a context.
     *
     * @param scansDirectly cursors may use {@link DirectScan}
     */
    static StorageBackend open(RocksdbConfig config, StorageBackendContext context, boolean scansDirectly) {
        Path directory = context.directory().toAbsolutePath().normalize();
        Owned owned = new Owned();
        try {
            return open(config, directory, context.tables(), scansDirectly, owned);
        } catch (RocksDBException e) {
            owned.close();
            throw Errors.of(directory, e);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    private static RocksdbBackend open(
            RocksdbConfig config, Path directory, List<Table> tables, boolean scansDirectly, Owned owned)
            throws RocksDBException {
        boolean present = isPresent(directory);
        DurableMark mark = owned.add(DurableMark.open(directory, present));
        Tuning tuning = new Tuning(config, owned);
        List<String> families = present ? stored(directory) : new ArrayList<>(List.of("default"));
        for (Table table : tables) {
            if (!families.contains(Families.nameOf(table))) {
                families.add(Families.nameOf(table));
            }
        }
        tuning.database.setCreateMissingColumnFamilies(true);
        List<ColumnFamilyDescriptor> descriptors = families.stream()
                .map(name -> new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), tuning.tables))
                .toList();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        RocksDB db = owned.add(RocksDB.open(tuning.database, directory.toString(), descriptors, handles));
        handles.forEach(owned::add);
        RocksdbStore store = new RocksdbStore(db, Families.of(families, handles, tables), directory, scansDirectly);
        return new RocksdbBackend(store, tuning, mark, applied(store, mark), owned);
    }

    private static long applied(RocksdbStore store, DurableMark mark) throws RocksDBException {
        byte[] stored = store.db().get(store.families().meta(), Families.APPLIED_KEY);
        long found = stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
        if (found < mark.index()) {
            throw new StorageException(
                    Kind.CORRUPT,
                    store.directory() + ": the manifest ends at index " + found + ", before " + mark.index()
                            + ", which was synced");
        }
        return found;
    }

    private static List<String> stored(Path directory) throws RocksDBException {
        try (Options options = new Options()) {
            List<String> names = new ArrayList<>();
            for (byte[] name : RocksDB.listColumnFamilies(options, directory.toString())) {
                names.add(new String(name, StandardCharsets.UTF_8));
            }
            if (!names.contains("default")) {
                throw new StorageException(
                        Kind.CORRUPT, directory.resolve("CURRENT") + ": the manifest it names is missing or damaged");
            }
            return names;
        }
    }

    /** RocksDB would make a new, empty store where the file CURRENT is missing, also when all others are there. */
    private static boolean isPresent(Path directory) {
        if (Files.exists(directory.resolve("CURRENT"))) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "{*.sst,MANIFEST-*}")) {
            for (Path file : files) {
                throw new StorageException(
                        Kind.CORRUPT,
                        directory.resolve("CURRENT") + ": missing, but " + file.getFileName() + " is there");
            }
        } catch (IOException e) {
            throw new StorageException(Kind.IO, directory + ": " + e.getMessage(), e);
        }
        return false;
    }
}
