package dev.quoin.core.bbolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Goes over a bucket's rows in order and checks the tree as it goes: what a branch says of the page below it holds, no
 * page lies below itself, and keys ascend from page to page. Keeps the pages from the root to the row. Used by one
 * thread.
 */
public final class BucketCursor {
    private final PageFile file;
    private final Bucket bucket;
    private final PageVisitor visitor;
    private final Deque<Step> path = new ArrayDeque<>();
    private boolean begun;

    /** Told of each page that is entered. */
    interface PageVisitor {
        void entered(Page page) throws IOException;
    }

    /** A page on the way to the row, and the place in it. */
    private static final class Step {
        private final Page page;
        /** Smaller than all keys below, or null for none. */
        private final @Nullable ByteBuffer below;

        private int at;

        Step(Page page, @Nullable ByteBuffer below) {
            this.page = page;
            this.below = below;
        }
    }

    BucketCursor(PageFile file, Bucket bucket) {
        this(file, bucket, page -> {});
    }

    BucketCursor(PageFile file, Bucket bucket, PageVisitor visitor) {
        this.file = file;
        this.bucket = bucket;
        this.visitor = visitor;
    }

    /** Moves to the next row, at first to the first one; false at the end. */
    public boolean next() throws IOException {
        if (!begun) {
            begun = true;
            enter(bucket.rootPage(), null, null);
            return descend();
        }
        if (path.isEmpty()) {
            return false;
        }
        path.getLast().at++;
        return settle();
    }

    /** Moves to the first row whose key is not smaller than a key; false when there is none. */
    public boolean seek(byte[] key) throws IOException {
        ByteBuffer wanted = ByteBuffer.wrap(key);
        path.clear();
        begun = true;
        enter(bucket.rootPage(), null, null);
        while (true) {
            Step step = path.getLast();
            int found = search(step.page, wanted);
            if (step.page.isLeaf()) {
                step.at = found < 0 ? -found - 1 : found;
                return settle();
            }
            step.at = Math.max(0, found < 0 ? -found - 2 : found);
            enterChild(step);
        }
    }

    private static int search(Page page, ByteBuffer wanted) {
        int low = 0;
        int high = page.count() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Bytes.compare(page.key(middle), wanted);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** Goes on to a page that has a row at or behind the present place. */
    private boolean settle() throws IOException {
        while (!path.isEmpty() && path.getLast().at >= path.getLast().page.count()) {
            path.removeLast();
            if (!path.isEmpty()) {
                path.getLast().at++;
            }
        }
        return !path.isEmpty() && descend();
    }

    private boolean descend() throws IOException {
        while (path.getLast().page.isBranch()) {
            enterChild(path.getLast());
        }
        return path.getLast().at < path.getLast().page.count();
    }

    private void enterChild(Step parent) throws IOException {
        Page page = parent.page;
        long child = page.child(parent.at);
        file.requireInside(child, "child " + parent.at + " of page " + page.id());
        for (Step above : path) {
            if (above.page.id() == child) {
                throw new BboltException(file.path(), page.id(), "leads back to page " + child + ", expected no cycle");
            }
        }
        if (path.size() >= Format.MAX_DEPTH) {
            throw new BboltException(file.path(), page.id(), "lies too deep, expected at most " + Format.MAX_DEPTH);
        }
        boolean last = parent.at + 1 == page.count();
        enter(file.page(child), page.key(parent.at), last ? parent.below : page.key(parent.at + 1));
    }

    private void enter(Page page, @Nullable ByteBuffer from, @Nullable ByteBuffer below) throws IOException {
        if (!page.isBranch() && !page.isLeaf()) {
            throw new BboltException(file.path(), page.id(), "is a free list, expected a branch or a leaf");
        }
        if (from != null) {
            if (page.count() == 0) {
                throw new BboltException(file.path(), page.id(), "is empty, expected rows");
            }
            if (Bytes.compare(page.key(0), from) < 0) {
                throw outside(page, "its first key is smaller than the branch above says");
            }
        }
        if (below != null && page.count() > 0 && Bytes.compare(page.key(page.count() - 1), below) >= 0) {
            throw outside(page, "its last key is not smaller than the next one of the branch above");
        }
        visitor.entered(page);
        path.addLast(new Step(page, below));
    }

    private BboltException outside(Page page, String what) {
        return new BboltException(file.path(), page.id(), what + ", expected keys that ascend");
    }

    private Step row() {
        Step step = path.peekLast();
        if (step == null || step.page.isBranch()) {
            throw new IllegalStateException("not on a row");
        }
        return step;
    }

    /** The row's key; stays valid. */
    public ByteBuffer key() {
        Step step = row();
        return step.page.key(step.at);
    }

    /** The row's value; stays valid. */
    public ByteBuffer value() {
        Step step = row();
        return step.page.value(step.at);
    }

    /** Whether the row is a bucket. */
    public boolean isBucket() {
        Step step = row();
        return step.page.isBucket(step.at);
    }

    /** The bucket that the row is. */
    public Bucket bucket() throws BboltException {
        return Bucket.of(file, row().page.id(), value());
    }
}
