package dev.quoin.backend.lmdb.page;

/** Moves over the leaf nodes of one tree, with the way from the root in its hands. */
public final class TreeCursor {
    private final Pages pages;
    private final long root;
    private final long[] at = new long[Tree.MAX_DEPTH];
    private final int[] index = new int[Tree.MAX_DEPTH];
    private int leaf = -1;

    public TreeCursor(Pages pages, long root) {
        this.pages = pages;
        this.root = root;
    }

    /** The node under the cursor, which stands on one. */
    public long node() {
        return pages.node(at[leaf], index[leaf]);
    }

    public boolean first() {
        return start() && descend(false);
    }

    public boolean last() {
        return start() && descend(true);
    }

    /** Moves to the first node that is not smaller than a key. */
    public boolean seek(byte[] key) {
        if (!start()) {
            return false;
        }
        while (pages.isBranch(at[leaf])) {
            index[leaf] = Tree.childIndex(pages, at[leaf], key);
            push();
        }
        index[leaf] = Tree.leafIndex(pages, at[leaf], key);
        return index[leaf] < pages.nodes(at[leaf]) || next();
    }

    /** Moves to the last node that is smaller than a key. */
    public boolean seekBefore(byte[] key) {
        if (!start()) {
            return false;
        }
        while (pages.isBranch(at[leaf])) {
            index[leaf] = Tree.childIndex(pages, at[leaf], key);
            push();
        }
        index[leaf] = Tree.leafIndex(pages, at[leaf], key);
        return previous();
    }

    public boolean next() {
        int level = leaf;
        while (level >= 0 && index[level] + 1 >= pages.nodes(at[level])) {
            level--;
        }
        if (level < 0) {
            return false;
        }
        index[level]++;
        return fromLevel(level, false);
    }

    public boolean previous() {
        int level = leaf;
        while (level >= 0 && index[level] == 0) {
            level--;
        }
        if (level < 0) {
            return false;
        }
        index[level]--;
        return fromLevel(level, true);
    }

    private boolean fromLevel(int level, boolean toLast) {
        if (level == leaf) {
            return true;
        }
        leaf = level;
        push();
        return descend(toLast);
    }

    private boolean start() {
        if (root == Meta.Db.NO_ROOT) {
            return false;
        }
        leaf = 0;
        at[0] = pages.at(root);
        return true;
    }

    /** Goes down to a leaf from the page at the end of the way, along one edge or the other. */
    private boolean descend(boolean toLast) {
        while (true) {
            index[leaf] = toLast ? pages.nodes(at[leaf]) - 1 : 0;
            if (!pages.isBranch(at[leaf])) {
                return pages.nodes(at[leaf]) > 0;
            }
            push();
        }
    }

    private void push() {
        long below = pages.child(pages.node(at[leaf], index[leaf]));
        leaf++;
        at[leaf] = pages.at(below);
    }
}
