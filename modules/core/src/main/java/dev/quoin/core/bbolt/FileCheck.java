package dev.quoin.core.bbolt;

import java.io.IOException;
import java.util.BitSet;

/**
 * Checks a whole file: all its trees are sound, and each page belongs to one of them, or to the free list, or is free,
 * and to no two of these. Keeps a bit for each page. A file without a free list has no pages that are lost.
 */
final class FileCheck {
    private final PageFile file;
    private final BitSet used = new BitSet();
    private final BitSet free = new BitSet();

    FileCheck(PageFile file) {
        this.file = file;
    }

    void run() throws IOException {
        if (file.meta().pages() > Integer.MAX_VALUE) {
            throw new BboltException(file.path(), "has " + file.meta().pages() + " pages, expected less than 2^31");
        }
        boolean listed = file.meta().freelist() != Format.NO_FREELIST;
        if (listed) {
            readFreelist();
        }
        walk(Bucket.root(file), 0);
        long lost = used.nextClearBit(Format.META_PAGES);
        while (listed && lost < file.meta().pages()) {
            if (!free.get((int) lost)) {
                throw new BboltException(file.path(), lost, "belongs to nothing, expected it in a tree or free");
            }
            lost = used.nextClearBit((int) lost + 1);
        }
    }

    private void readFreelist() throws IOException {
        Page list = file.page(file.meta().freelist());
        if (list.isBranch() || list.isLeaf()) {
            throw new BboltException(file.path(), list.id(), "is a branch or a leaf, expected the free list");
        }
        claim(list);
        boolean many = list.count() == Format.MANY;
        int count = many ? (int) list.number(0) : list.count();
        for (int i = 0; i < count; i++) {
            long id = list.number(many ? i + 1 : i);
            file.requireInside(id, "a free page on page " + list.id());
            if (free.get((int) id)) {
                throw new BboltException(file.path(), id, "is free twice, expected once");
            }
            free.set((int) id);
        }
    }

    private void walk(Bucket bucket, int depth) throws IOException {
        if (depth > Format.MAX_DEPTH) {
            throw new BboltException(file.path(), "has buckets nested too deep, expected at most " + Format.MAX_DEPTH);
        }
        BucketCursor rows = new BucketCursor(file, bucket, page -> {
            if (!bucket.isInline()) {
                claim(page);
            }
        });
        while (rows.next()) {
            if (rows.isBucket()) {
                walk(rows.bucket(), depth + 1);
            }
        }
    }

    private void claim(Page page) throws BboltException {
        for (long id = page.id(); id <= page.id() + page.overflow(); id++) {
            if (used.get((int) id)) {
                throw new BboltException(file.path(), id, "belongs to two trees, expected one");
            }
            if (free.get((int) id)) {
                throw new BboltException(file.path(), id, "is in use and free, expected one of the two");
            }
            used.set((int) id);
        }
    }
}
