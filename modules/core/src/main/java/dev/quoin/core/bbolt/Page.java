package dev.quoin.core.bbolt;

import java.nio.ByteBuffer;

/**
 * A page in memory that has passed its checks, with the pages that it flows over into: a branch, a leaf, or a free
 * list. Positions of keys and values lie inside it, and its keys ascend.
 */
final class Page {
    private final long id;
    private final int flags;
    private final int count;
    private final long overflow;
    private final ByteBuffer bytes;

    /** @param bytes from the page header on, little-endian */
    Page(long id, int flags, int count, long overflow, ByteBuffer bytes) {
        this.id = id;
        this.flags = flags;
        this.count = count;
        this.overflow = overflow;
        this.bytes = bytes;
    }

    long id() {
        return id;
    }

    boolean isBranch() {
        return flags == Format.BRANCH;
    }

    boolean isLeaf() {
        return flags == Format.LEAF;
    }

    int count() {
        return count;
    }

    /** How many pages follow that belong to it. */
    long overflow() {
        return overflow;
    }

    private static int element(int i) {
        return Format.PAGE_HEADER + i * Format.ELEMENT;
    }

    /** The key of an element. */
    ByteBuffer key(int i) {
        return slice(keyFrom(i), keySize(i));
    }

    /** The value of a leaf's element. */
    ByteBuffer value(int i) {
        return slice(keyFrom(i) + keySize(i), valueSize(i));
    }

    /** Whether the value of a leaf's element is a bucket. */
    boolean isBucket(int i) {
        return isLeaf() && (bytes.getInt(element(i)) & Format.BUCKET) != 0;
    }

    /** The page below an element of a branch. */
    long child(int i) {
        return bytes.getLong(element(i) + 8);
    }

    /** The number of eight bytes at a place of the body, for free lists. */
    long number(int i) {
        return bytes.getLong(Format.PAGE_HEADER + i * Long.BYTES);
    }

    private ByteBuffer slice(int from, int size) {
        return bytes.slice(from, size);
    }

    private int keyFrom(int i) {
        return element(i) + bytes.getInt(element(i) + (isLeaf() ? 4 : 0));
    }

    private int keySize(int i) {
        return bytes.getInt(element(i) + (isLeaf() ? 8 : 4));
    }

    private int valueSize(int i) {
        return isLeaf() ? bytes.getInt(element(i) + 12) : 0;
    }
}
