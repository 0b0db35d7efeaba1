package dev.quoin.core.membership;

import org.jspecify.annotations.Nullable;

/** Whether this member was removed from the cluster, and who wants to know. Safe for use by any thread. */
public final class Removal {
    private boolean removed;
    private @Nullable Runnable task;

    /** Records that this member was removed. Later calls have no effect. */
    public void happened() {
        Runnable first;
        synchronized (this) {
            first = removed ? null : task;
            removed = true;
        }
        if (first != null) {
            first.run();
        }
    }

    /** Runs a task once this member was removed, now if it was before. */
    public void onRemoved(Runnable wanted) {
        boolean now;
        synchronized (this) {
            task = wanted;
            now = removed;
        }
        if (now) {
            wanted.run();
        }
    }
}
