package dev.quoin.backend.mapdb;

import dev.quoin.api.storage.Table;
import dev.quoin.backend.support.DirectoryLock;
import dev.quoin.backend.support.PendingWrites;
import dev.quoin.backend.support.StorageErrors;
import dev.quoin.backend.support.layered.BaseStore;
import dev.quoin.backend.support.layered.BaseView;
import dev.quoin.backend.support.layered.Memtable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.mapdb.BTreeMap;
import org.mapdb.Store;

/**
 * The engine below the memtable: MapDB on a space of pages. Readers share one MapDB for each state, which no writer
 * touches.
 */
final class MapdbStore implements BaseStore {
    private static final String NAME = "PAGES";

    private final Path directory;
    private final DirectoryLock lock;
    private final PageSpace space;
    private final WritableVolume volume;
    private final Trees writable;
    private final List<Table> tables;
    private volatile Reading reading;

    /** One state with MapDB over it. */
    record Reading(PageSpace.State state, Trees trees) {}

    private MapdbStore(MapdbConfig config, Path directory, DirectoryLock lock, PageSpace space, List<Table> tables) {
        this.directory = directory;
        this.lock = lock;
        this.space = space;
        this.tables = tables;
        boolean present = space.state().root().length() > 0;
        volume = new WritableVolume(space, config.dirtyPages());
        space.recycle();
        writable = Trees.writable(volume, present, tables);
        // a table that is new must be there for readers
        writable.db().commit();
        if (volume.isChanged()) {
            volume.commit(space.state().root().appliedIndex());
        }
        reading = newReading();
    }

    static MapdbStore open(MapdbConfig config, Path directory, List<Table> tables) {
        DirectoryLock lock = DirectoryLock.acquire(directory);
        PageSpace space = null;
        try {
            Path file = directory.resolve(NAME);
            boolean known = Files.exists(directory.resolve(Marker.NAME));
            if (known && (!Files.exists(file) || Files.size(file) < PageSpace.LEAST_BYTES)) {
                throw StorageErrors.corrupt(file, "missing or cut off");
            }
            space = new PageSpace(new PageFile(file));
            if (!known) {
                Marker.create(directory);
            }
            return new MapdbStore(config, directory, lock, space, tables);
        } catch (IOException e) {
            lock.close();
            throw StorageErrors.of(directory, e);
        } catch (RuntimeException | Error e) {
            if (space != null) {
                space.close();
            }
            lock.close();
            throw e;
        }
    }

    private Reading newReading() {
        PageSpace.State state = space.state();
        return new Reading(state, Trees.readOnly(new PageVolume(space, state), tables));
    }

    @Override
    public long appliedIndex() {
        return space.state().root().appliedIndex();
    }

    @Override
    public BaseView openView() {
        while (true) {
            Reading now = reading;
            if (space.acquire(now.state)) {
                return new MapdbView(space, now);
            }
        }
    }

    @Override
    public void apply(Memtable writes, long appliedIndex) {
        space.recycle();
        Store store = writable.db().getStore();
        for (int ordinal = 0; ordinal < writes.tables(); ordinal++) {
            BTreeMap<byte[], byte[]> tree = writable.of(ordinal);
            writes.forEach(ordinal, (key, value) -> {
                boolean remove = value == PendingWrites.REMOVED;
                Values.free(store, remove ? tree.remove(key) : tree.put(key, Values.store(store, value)));
            });
        }
        writable.db().commit();
        volume.commit(appliedIndex);
        reading = newReading();
    }

    @Override
    public long diskBytes() {
        return space.fileBytes();
    }

    @Override
    public long inUseBytes() {
        return space.usedBytes();
    }

    @Override
    public long memoryBytes() {
        return 0;
    }

    /** Nobody writes meanwhile, because applying and copying exclude each other. */
    @Override
    public void checkpoint(Path target) {
        Path copy = target.toAbsolutePath().normalize();
        try {
            Files.createDirectory(copy);
            Files.copy(directory.resolve(NAME), copy.resolve(NAME));
            try (FileChannel channel = FileChannel.open(copy.resolve(NAME), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Marker.create(copy);
        } catch (IOException e) {
            throw StorageErrors.of(copy, e);
        }
    }

    @Override
    public void close() {
        space.close();
        lock.close();
    }
}
