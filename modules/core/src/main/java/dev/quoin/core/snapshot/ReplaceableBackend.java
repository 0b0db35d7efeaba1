package dev.quoin.core.snapshot;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageStats;
import dev.quoin.api.storage.WriteTxn;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The node's backend, which a snapshot from another member may replace while reads go on. Reads that began before keep the old one, which is closed a
 * while later; one that is still under way then fails.
 */
public final class ReplaceableBackend implements StorageBackend {
    private static final int INBOX = 16;
    private static final long RETIRE_AFTER = 30_000_000_000L;

    private final BackendHome home;
    private final Agent retirement;
    private final Deque<StorageBackend> retired = new ArrayDeque<>();
    private volatile StorageBackend current;

    /** Opens the present backend. */
    public ReplaceableBackend(Host host, BackendHome home) {
        this.home = home;
        this.current = home.open();
        this.retirement = host.startAgent("backend-retirement", INBOX, () -> {});
    }

    /** Where it lives. */
    public BackendHome home() {
        return home;
    }

    /** Puts a filled backend in the place of the present one, durably. No transaction may be open. */
    public void replace(BackendHome.Staged staged) {
        staged.promote();
        synchronized (retired) {
            retired.addLast(current);
        }
        current = staged.backend();
        retirement.schedule(RETIRE_AFTER, this::closeOldest);
    }

    private void closeOldest() {
        StorageBackend oldest;
        synchronized (retired) {
            oldest = retired.pollFirst();
        }
        if (oldest != null) {
            oldest.close();
            home.forget(oldest);
        }
    }

    @Override
    public ReadView openView() {
        return current.openView();
    }

    @Override
    public WriteTxn begin() {
        return current.begin();
    }

    @Override
    public long appliedIndex() {
        return current.appliedIndex();
    }

    @Override
    public long durableIndex() {
        return current.durableIndex();
    }

    @Override
    public long sync() {
        return current.sync();
    }

    @Override
    public StorageStats stats() {
        return current.stats();
    }

    @Override
    public void checkpoint(Path target) {
        current.checkpoint(target);
    }

    @Override
    public void reclaim() {
        current.reclaim();
    }

    @Override
    public void close() {
        retirement.close();
        // Their files are removed at the next start.
        retired.forEach(StorageBackend::close);
        current.close();
    }
}
