package dev.quoin.testkit.storage.memory;

import dev.quoin.api.storage.StorageException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The disk of the model: what the stores of one virtual machine hold, by directory, and what of it survives a crash.
 * Safe for any thread.
 */
public final class MemoryMedium {
    private final Map<Path, MemoryStore> stores = new HashMap<>();

    /** Makes an empty disk. */
    public MemoryMedium() {}

    /** The store in a directory, made when it is missing. */
    synchronized MemoryStore store(Path directory) {
        return stores.computeIfAbsent(directory.toAbsolutePath().normalize(), MemoryStore::new);
    }

    /** Puts a copy of a durable state into a directory that holds no store yet. */
    synchronized void copy(MemoryState state, Path target) {
        Path directory = target.toAbsolutePath().normalize();
        if (stores.containsKey(directory)) {
            throw new StorageException(StorageException.Kind.IO, directory + ": exists already");
        }
        stores.put(directory, new MemoryStore(directory, state));
    }

    /** The machine dies: every open store fails from now on, and what was not synced is gone. */
    public synchronized void crash() {
        stores.values().forEach(store -> store.crash(0));
    }

    /**
     * The machine dies, but of the commits that were not synced, a random number reached the disk before; always the
     * oldest ones.
     *
     * @param random decides how many
     */
    public synchronized void crash(RandomGenerator random) {
        // in a fixed order, so that the same seed loses the same commits
        stores.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        entry.getValue().crash(random.nextInt(entry.getValue().unsynced() + 1)));
    }

    /** The same for the store in one directory, as when only its process dies. */
    public synchronized void crash(Path directory, RandomGenerator random) {
        MemoryStore store = store(directory);
        store.crash(random.nextInt(store.unsynced() + 1));
    }

    /** Every sync of the store in this directory fails from now on, or no longer does. */
    public void failSyncs(Path directory, boolean failing) {
        store(directory).failSyncs(failing);
    }
}
