package dev.quoin.core.watch;

import java.util.ArrayList;
import java.util.List;

/** What the watches want of one turn's revisions, watch by watch. Its objects are used again, so that a turn allocates nothing. Used by the hub. */
final class Deliveries {
    private static final int KEPT = 1024;

    private final List<Delivery> all = new ArrayList<>();
    private int used;

    int size() {
        return used;
    }

    Delivery get(int index) {
        return all.get(index);
    }

    void add(Watcher watcher, SharedRevision revision, int event) {
        Delivery delivery = watcher.delivery;
        if (delivery == null) {
            delivery = take();
            delivery.begin(watcher);
        }
        delivery.add(revision, event);
    }

    private Delivery take() {
        if (used == all.size()) {
            all.add(new Delivery());
        }
        return all.get(used++);
    }

    /** Forgets all. */
    void clear() {
        for (int i = 0; i < used; i++) {
            Delivery delivery = all.get(i);
            delivery.end();
            if (!delivery.isKept()) {
                all.set(i, new Delivery());
            }
        }
        if (all.size() > KEPT) {
            all.subList(KEPT, all.size()).clear();
        }
        used = 0;
    }
}
