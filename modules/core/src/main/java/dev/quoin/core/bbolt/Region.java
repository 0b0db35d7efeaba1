package dev.quoin.core.bbolt;

/**
 * The pages that a bucket gets, laid out from the bounds of its rows alone. A small bucket is one leaf. A large one is
 * a tree whose root stands at the end of the region, because what lies before may turn out shorter; the pages between
 * are free.
 *
 * @param start the first page
 * @param pages how many there are
 * @param branchKeys how many entries a branch has at most; 0 where the bucket is one leaf, or has no pages
 * @param branchPages how many pages a branch takes
 */
record Region(long start, long pages, int branchKeys, int branchPages) {
    /** A leaf ends with the row that brings its elements to this many bytes: the more, the less is lost to rounding. */
    static final int LEAF_BYTES = 1 << 16;

    private static final int SMALLEST_BRANCH = 2;
    private static final int BODY = Format.PAGE_SIZE - Format.PAGE_HEADER;

    /** The region of a bucket with given bounds. */
    static Region of(long start, BucketSource.Size size) {
        long elements = size.elementBytes();
        if (size.rows() == 0) {
            return new Region(start, 0, 0, 0);
        }
        if (elements <= LEAF_BYTES) {
            return new Region(start, pagesFor(Format.PAGE_HEADER + elements), 0, 0);
        }
        int entry = Format.ELEMENT + size.longestKey();
        int keys = Math.max(SMALLEST_BRANCH, BODY / entry);
        int branchPages = (int) pagesFor(Format.PAGE_HEADER + (long) keys * entry);
        long leaves = elements / LEAF_BYTES + 1;
        // Rounding costs each leaf less than a page, and its header.
        long leafPages = pagesFor(elements + leaves * Format.PAGE_HEADER) + leaves;
        return new Region(start, leafPages + branches(leaves, keys) * branchPages, keys, branchPages);
    }

    /** The largest number of branches above leaves, the root among them. */
    private static long branches(long leaves, int keys) {
        long all = 0;
        long level = leaves;
        do {
            level = Math.ceilDiv(level, keys);
            all += level;
        } while (level > 1);
        return all;
    }

    /** How many pages hold so many bytes. */
    static long pagesFor(long bytes) {
        return Math.ceilDiv(bytes, Format.PAGE_SIZE);
    }

    boolean isEmpty() {
        return pages == 0;
    }

    boolean isTree() {
        return branchKeys > 0;
    }

    /** The page of the bucket's root. */
    long root() {
        return isTree() ? end() - branchPages : start;
    }

    /** The page behind the last. */
    long end() {
        return start + pages;
    }

    /** The largest number of pages that may stay free: all but the root, since the bounds may be far too high. */
    long mostFree() {
        return isTree() ? pages - branchPages : 0;
    }
}
