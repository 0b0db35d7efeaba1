package dev.quoin.testkit.storage.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An AVL tree that is never changed: an update copies the path to the root, so that every older root stays a complete,
 * consistent map. Null is the empty tree.
 *
 * @param bytes of all keys and values in this tree
 */
record Tree(
        byte[] key,
        byte[] value,
        @Nullable Tree left,
        @Nullable Tree right,
        int height,
        long bytes) {
    private static Tree node(byte[] key, byte[] value, @Nullable Tree left, @Nullable Tree right) {
        long bytes = bytes(left) + bytes(right) + key.length + value.length;
        return new Tree(key, value, left, right, Math.max(height(left), height(right)) + 1, bytes);
    }

    static long bytes(@Nullable Tree tree) {
        return tree == null ? 0 : tree.bytes;
    }

    private static int height(@Nullable Tree tree) {
        return tree == null ? 0 : tree.height;
    }

    static @Nullable Tree get(@Nullable Tree tree, byte[] key) {
        Tree at = tree;
        while (at != null) {
            int order = Arrays.compareUnsigned(key, at.key);
            if (order == 0) {
                return at;
            }
            at = order < 0 ? at.left : at.right;
        }
        return null;
    }

    /** The first record with a key not below (or, when strict, above) the given one. */
    static @Nullable Tree atLeast(@Nullable Tree tree, byte[] key, boolean strict) {
        Tree best = null;
        Tree at = tree;
        while (at != null) {
            int order = Arrays.compareUnsigned(at.key, key);
            if (order > 0 || (order == 0 && !strict)) {
                best = at;
                at = at.left;
            } else {
                at = at.right;
            }
        }
        return best;
    }

    /** The last record with a key below the given one. */
    static @Nullable Tree below(@Nullable Tree tree, byte[] key) {
        Tree best = null;
        Tree at = tree;
        while (at != null) {
            if (Arrays.compareUnsigned(at.key, key) < 0) {
                best = at;
                at = at.right;
            } else {
                at = at.left;
            }
        }
        return best;
    }

    static @Nullable Tree first(@Nullable Tree tree) {
        Tree at = tree;
        while (at != null && at.left != null) {
            at = at.left;
        }
        return at;
    }

    static @Nullable Tree last(@Nullable Tree tree) {
        Tree at = tree;
        while (at != null && at.right != null) {
            at = at.right;
        }
        return at;
    }

    static Tree put(@Nullable Tree tree, byte[] key, byte[] value) {
        if (tree == null) {
            return node(key, value, null, null);
        }
        int order = Arrays.compareUnsigned(key, tree.key);
        if (order == 0) {
            return node(key, value, tree.left, tree.right);
        }
        return order < 0
                ? balance(tree, put(tree.left, key, value), tree.right)
                : balance(tree, tree.left, put(tree.right, key, value));
    }

    /** The same tree when the key is not in it. */
    static @Nullable Tree remove(@Nullable Tree tree, byte[] key) {
        if (tree == null) {
            return null;
        }
        int order = Arrays.compareUnsigned(key, tree.key);
        if (order == 0) {
            return join(tree.left, tree.right);
        }
        Tree left = order < 0 ? remove(tree.left, key) : tree.left;
        Tree right = order > 0 ? remove(tree.right, key) : tree.right;
        return left == tree.left && right == tree.right ? tree : balance(tree, left, right);
    }

    private static @Nullable Tree join(@Nullable Tree left, @Nullable Tree right) {
        Tree next = first(right);
        return next == null ? left : balance(next, left, remove(right, next.key));
    }

    private static Tree balance(Tree at, @Nullable Tree left, @Nullable Tree right) {
        int lean = height(left) - height(right);
        if (left != null && lean > 1) {
            return height(left.left) >= height(left.right)
                    ? rotateRight(at, left, right)
                    : doubleRight(at, left, right);
        }
        if (right != null && lean < -1) {
            return height(right.right) >= height(right.left)
                    ? rotateLeft(at, left, right)
                    : doubleLeft(at, left, right);
        }
        return node(at.key, at.value, left, right);
    }

    private static Tree rotateRight(Tree at, Tree left, @Nullable Tree right) {
        return node(left.key, left.value, left.left, node(at.key, at.value, left.right, right));
    }

    private static Tree rotateLeft(Tree at, @Nullable Tree left, Tree right) {
        return node(right.key, right.value, node(at.key, at.value, left, right.left), right.right);
    }

    private static Tree doubleRight(Tree at, Tree left, @Nullable Tree right) {
        Tree top = inner(left.right);
        return node(
                top.key,
                top.value,
                node(left.key, left.value, left.left, top.left),
                node(at.key, at.value, top.right, right));
    }

    private static Tree doubleLeft(Tree at, @Nullable Tree left, Tree right) {
        Tree top = inner(right.left);
        return node(
                top.key,
                top.value,
                node(at.key, at.value, left, top.left),
                node(right.key, right.value, top.right, right.right));
    }

    /** The inner grandchild is the higher one where a double rotation is needed, so it is there. */
    private static Tree inner(@Nullable Tree grandchild) {
        if (grandchild == null) {
            throw new AssertionError("an AVL tree leans the wrong way");
        }
        return grandchild;
    }
}
