package dev.quoin.core.watch;

import dev.quoin.core.store.KeyRange;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of keys with their watches, found by a key that lies in them. A treap (C. Aragon and R. Seidel, "Randomized search trees") in the order of the
 * ranges' beginnings, where each node knows the greatest end below it. Used by the hub.
 */
final class RangeTree {
    private @Nullable Node root;
    private int created;

    private static final class Node {
        private final KeyRange range;
        private final int priority;
        private final WatcherList watchers = new WatcherList();
        private @Nullable Node left;
        private @Nullable Node right;
        /** The greatest end in this subtree; null for no end at all. */
        private byte @Nullable [] reach;

        private Node(KeyRange range, int priority) {
            this.range = range;
            this.priority = priority;
            this.reach = range.to();
        }

        private void update() {
            reach = farther(range.to(), farther(left, right));
        }

        private static byte @Nullable [] farther(@Nullable Node a, @Nullable Node b) {
            if (a == null) {
                return b == null ? new byte[0] : b.reach;
            }
            return b == null ? a.reach : farther(a.reach, b.reach);
        }

        private static byte @Nullable [] farther(byte @Nullable [] a, byte @Nullable [] b) {
            return a == null || b == null ? null : Arrays.compareUnsigned(a, b) >= 0 ? a : b;
        }
    }

    /** The list of a range's watches, which is to get one. */
    WatcherList listOf(KeyRange range) {
        Node node = find(range);
        if (node == null) {
            node = new Node(range, mix(created++));
            root = insert(root, node);
        }
        return node.watchers;
    }

    void remove(Watcher watcher) {
        Node node = Objects.requireNonNull(find(watcher.range()));
        node.watchers.remove(watcher);
        if (node.watchers.isEmpty()) {
            root = remove(Objects.requireNonNull(root), node);
        }
    }

    void find(byte[] key, WatcherIndex.Visitor visitor) {
        find(root, key, visitor);
    }

    private static void find(@Nullable Node start, byte[] key, WatcherIndex.Visitor visitor) {
        Node node = start;
        while (node != null && (node.reach == null || Arrays.compareUnsigned(key, node.reach) < 0)) {
            find(node.left, key, visitor);
            if (Arrays.compareUnsigned(key, node.range.from()) < 0) {
                return;
            }
            byte[] to = node.range.to();
            if (to == null || Arrays.compareUnsigned(key, to) < 0) {
                visitor.visit(node.watchers);
            }
            node = node.right;
        }
    }

    private @Nullable Node find(KeyRange range) {
        Node node = root;
        while (node != null) {
            int order = compare(range, node.range);
            if (order == 0) {
                return node;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    private static Node insert(@Nullable Node tree, Node node) {
        if (tree == null) {
            return node;
        }
        if (compare(node.range, tree.range) < 0) {
            tree.left = insert(tree.left, node);
            return tree.left.priority > tree.priority ? rotateRight(tree, tree.left) : updated(tree);
        }
        tree.right = insert(tree.right, node);
        return tree.right.priority > tree.priority ? rotateLeft(tree, tree.right) : updated(tree);
    }

    private static @Nullable Node remove(Node tree, Node node) {
        int order = compare(node.range, tree.range);
        if (order == 0) {
            return merge(tree.left, tree.right);
        }
        if (order < 0) {
            tree.left = remove(Objects.requireNonNull(tree.left), node);
        } else {
            tree.right = remove(Objects.requireNonNull(tree.right), node);
        }
        return updated(tree);
    }

    private static @Nullable Node merge(@Nullable Node smaller, @Nullable Node greater) {
        if (smaller == null || greater == null) {
            return smaller == null ? greater : smaller;
        }
        if (smaller.priority > greater.priority) {
            smaller.right = merge(smaller.right, greater);
            return updated(smaller);
        }
        greater.left = merge(smaller, greater.left);
        return updated(greater);
    }

    private static Node rotateRight(Node tree, Node left) {
        tree.left = left.right;
        left.right = updated(tree);
        return updated(left);
    }

    private static Node rotateLeft(Node tree, Node right) {
        tree.right = right.left;
        right.left = updated(tree);
        return updated(right);
    }

    private static Node updated(Node node) {
        node.update();
        return node;
    }

    private static int compare(KeyRange a, KeyRange b) {
        int order = Arrays.compareUnsigned(a.from(), b.from());
        return order != 0 ? order : compareEnds(a.to(), b.to());
    }

    private static int compareEnds(byte @Nullable [] a, byte @Nullable [] b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        return Arrays.compareUnsigned(a, b);
    }

    /** Spreads a counter over all numbers (the finaliser of MurmurHash3), so that priorities look random and yet repeat. */
    private static int mix(int number) {
        int h = number * 0x9E3779B9;
        h = (h ^ (h >>> 16)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return h ^ (h >>> 16);
    }
}
