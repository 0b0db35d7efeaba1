package dev.quoin.backend.lmdb.page;

import java.util.function.LongConsumer;

/** Looks up keys in one of LMDB's trees. A node is named by where it lies in the map. */
public final class Tree {
    /** No tree of 4 KiB pages is as high. */
    static final int MAX_DEPTH = 40;

    private Tree() {}

    /** The leaf node with a key, or -1. */
    public static long find(Pages pages, long root, byte[] key) {
        if (root == Meta.Db.NO_ROOT) {
            return -1;
        }
        long at = pages.at(root);
        while (pages.isBranch(at)) {
            at = pages.at(pages.child(pages.node(at, childIndex(pages, at, key))));
        }
        int index = leafIndex(pages, at, key);
        if (index == pages.nodes(at)) {
            return -1;
        }
        long node = pages.node(at, index);
        return pages.compare(key, node) == 0 ? node : -1;
    }

    /**
     * The last node of a branch whose key is not greater; the first node's key counts as the smallest, whatever it is.
     */
    static int childIndex(Pages pages, long at, byte[] key) {
        int low = 1;
        int high = pages.nodes(at);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pages.compare(key, pages.node(at, middle)) < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    /** The first node of a leaf whose key is not smaller; the number of nodes where there is none. */
    static int leafIndex(Pages pages, long at, byte[] key) {
        int low = 0;
        int high = pages.nodes(at);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pages.compare(key, pages.node(at, middle)) <= 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * Compares every page on the way to a key, and those beside them, with its checksum: the pages that a write of the
     * key may need.
     */
    public static void checkPath(Pages pages, long root, byte[] key) {
        if (root == Meta.Db.NO_ROOT) {
            return;
        }
        long at = pages.at(root);
        while (pages.isBranch(at)) {
            int index = childIndex(pages, at, key);
            if (index > 0) {
                pages.at(pages.child(pages.node(at, index - 1)));
            }
            if (index + 1 < pages.nodes(at)) {
                pages.at(pages.child(pages.node(at, index + 1)));
            }
            at = pages.at(pages.child(pages.node(at, index)));
        }
        long found = find(pages, root, key);
        if (found >= 0 && pages.isBig(found)) {
            pages.value(found);
        }
    }

    /** Visits all leaf nodes in order. */
    public static void forEach(Pages pages, long root, LongConsumer visitor) {
        if (root != Meta.Db.NO_ROOT) {
            forEachBelow(pages, pages.at(root), visitor);
        }
    }

    private static void forEachBelow(Pages pages, long at, LongConsumer visitor) {
        for (int i = 0; i < pages.nodes(at); i++) {
            long node = pages.node(at, i);
            if (pages.isBranch(at)) {
                forEachBelow(pages, pages.at(pages.child(node)), visitor);
            } else {
                visitor.accept(node);
            }
        }
    }
}
