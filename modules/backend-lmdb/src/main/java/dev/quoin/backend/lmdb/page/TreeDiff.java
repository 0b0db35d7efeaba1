package dev.quoin.backend.lmdb.page;

import java.util.BitSet;

/**
 * Takes the checksums of the pages that a transaction wrote. LMDB never writes to a page of the tree before: what is in
 * the new tree and not in the old one is new. Both trees are descended side by side, by the height above the leaves,
 * and only where they differ.
 */
public final class TreeDiff {
    private final Pages pages;
    private final BitSet oldRefs = new BitSet();
    private final BitSet newRefs = new BitSet();

    private TreeDiff(Pages pages) {
        this.pages = pages;
    }

    /** Goes through all trees of two states of the file. */
    public static void sum(Pages pages, Meta before, Meta after) {
        new TreeDiff(pages).tree(before.free(), after.free());
        new TreeDiff(pages).tree(before.main(), after.main());
        // the sums of the main tree are right by now, so that its records can be read
        Tree.forEach(pages, after.main().root(), node -> {
            if (pages.isSubTree(node)) {
                byte[] name = pages.key(node).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
                long old = Tree.find(pages, before.main().root(), name);
                Meta.Db was = old < 0 ? Meta.Db.EMPTY : pages.subTree(old);
                new TreeDiff(pages).tree(was, pages.subTree(node));
            }
        });
    }

    private void tree(Meta.Db before, Meta.Db after) {
        if (before.root() == after.root()) {
            return;
        }
        BitSet oldLevel = level(before);
        BitSet newLevel = level(after);
        oldRefs.or(oldLevel);
        newRefs.or(newLevel);
        for (int height = Math.max(before.depth(), after.depth()); height > 0; height--) {
            BitSet oldBelow = new BitSet();
            BitSet newBelow = new BitSet();
            if (height <= before.depth()) {
                oldLevel.stream().filter(page -> !newRefs.get(page)).forEach(page -> refs(pages.at(page), oldBelow));
                oldRefs.or(oldBelow);
            } else {
                oldBelow.or(oldLevel);
            }
            if (height <= after.depth()) {
                newLevel.stream().filter(page -> !oldRefs.get(page)).forEach(page -> refs(pages.fresh(page), newBelow));
                newRefs.or(newBelow);
            } else {
                newBelow.or(newLevel);
            }
            oldLevel = oldBelow;
            newLevel = newBelow;
        }
        newLevel.stream().filter(page -> !oldRefs.get(page)).forEach(this::bigValue);
    }

    private void bigValue(int first) {
        long last = first + pages.overflowPages(pages.fresh(first)) - 1;
        for (long page = first + 1L; page <= last; page++) {
            pages.fresh(page);
        }
    }

    private static BitSet level(Meta.Db tree) {
        BitSet level = new BitSet();
        if (tree.root() != Meta.Db.NO_ROOT) {
            level.set(Math.toIntExact(tree.root()));
        }
        return level;
    }

    /** The pages below a branch, and the first pages of the big values of a leaf. */
    private void refs(long at, BitSet below) {
        boolean branch = pages.isBranch(at);
        for (int i = 0; i < pages.nodes(at); i++) {
            long node = pages.node(at, i);
            if (branch) {
                below.set(Math.toIntExact(pages.child(node)));
            } else if (pages.isBig(node)) {
                below.set(Math.toIntExact(pages.bigPage(node)));
            }
        }
    }
}
