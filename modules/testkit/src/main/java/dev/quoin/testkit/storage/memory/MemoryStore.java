package dev.quoin.testkit.storage.memory;

import dev.quoin.api.storage.StorageException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One directory of the virtual disk: the durable state, the commits after it, and who has it open. */
final class MemoryStore {
    private final Path directory;
    private final Deque<MemoryState> unsynced = new ArrayDeque<>();
    private MemoryState durable;
    private @Nullable MemoryBackend opener;
    private boolean failing;

    MemoryStore(Path directory) {
        this(directory, MemoryState.EMPTY);
    }

    MemoryStore(Path directory, MemoryState durable) {
        this.directory = directory;
        this.durable = durable;
    }

    synchronized MemoryState acquire(MemoryBackend backend) {
        if (opener != null) {
            throw new StorageException(StorageException.Kind.LOCKED, directory + ": another process holds the store");
        }
        opener = backend;
        return durable;
    }

    synchronized void release(MemoryBackend backend) {
        if (opener == backend) {
            opener = null;
        }
    }

    synchronized void committed(MemoryState state) {
        unsynced.addLast(state);
    }

    synchronized MemoryState sync() {
        if (failing) {
            throw new StorageException(StorageException.Kind.IO, directory + ": Input/output error");
        }
        if (!unsynced.isEmpty()) {
            durable = unsynced.getLast();
            unsynced.clear();
        }
        return durable;
    }

    synchronized MemoryState durable() {
        return durable;
    }

    synchronized int unsynced() {
        return unsynced.size();
    }

    synchronized void failSyncs(boolean failing) {
        this.failing = failing;
    }

    synchronized void crash(int surviving) {
        for (int i = 0; i < surviving; i++) {
            durable = unsynced.removeFirst();
        }
        unsynced.clear();
        if (opener != null) {
            opener.die();
            opener = null;
        }
    }
}
