package dev.quoin.core.read;

import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Lends views to short reads on event loops. Reads that a loop serves in one go share a view as long as nothing is committed in between; the view is
 * closed when the loop has gone through what was waiting, so an idle loop holds none.
 */
public final class LoopViews {
    private final Store store;
    private final ThreadLocal<Slot> slots = ThreadLocal.withInitial(Slot::new);

    /** For a store. */
    public LoopViews(Store store) {
        this.store = store;
    }

    /**
     * A view of all that is committed now. Used before the caller returns to its loop; not closed by it.
     *
     * @param loop the event loop that the caller runs on
     */
    public StoreView current(Executor loop) {
        return slots.get().current(store, loop);
    }

    /** Takes the view last lent away from the loop: the caller may use it on another thread, and closes it. */
    public void detach(StoreView view) {
        slots.get().detach(view);
    }

    /** Knows nothing of the store while it lends nothing: a thread outlives the node, and would keep all of it. */
    private static final class Slot {
        private @Nullable StoreView view;
        private long commits;
        private boolean releasePending;

        StoreView current(Store store, Executor loop) {
            StoreView held = view;
            if (held != null && commits == store.commits()) {
                return held;
            }
            release();
            commits = store.commits();
            held = store.openView();
            view = held;
            if ((commits & 1) != 0) {
                // A commit is on its way: what the view holds is consistent, but not what the number stands for.
                commits = -1;
            }
            scheduleRelease(loop);
            return held;
        }

        private void scheduleRelease(Executor loop) {
            if (!releasePending) {
                releasePending = true;
                loop.execute(() -> {
                    releasePending = false;
                    release();
                });
            }
        }

        private void release() {
            if (view != null) {
                view.close();
                view = null;
            }
        }

        void detach(StoreView taken) {
            if (view == taken) {
                view = null;
            }
        }
    }
}
