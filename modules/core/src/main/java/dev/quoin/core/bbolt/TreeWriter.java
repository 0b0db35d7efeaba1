package dev.quoin.core.bbolt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes the pages of one bucket's region in order, while rows come: leaves, and a branch as soon as it is full. Holds
 * one leaf and one branch of each level.
 */
final class TreeWriter {
    private static final int ZERO_PAGES = 16;
    private static final ByteBuffer ZEROS =
            ByteBuffer.allocate(ZERO_PAGES * Format.PAGE_SIZE).asReadOnlyBuffer();

    private final BucketSource source;
    private final Region region;
    private final FreePages free;
    private final PageWriter leaf = new PageWriter();
    private final List<PageWriter> levels = new ArrayList<>();
    private final Queue<ByteBuffer> ready = new ArrayDeque<>();
    private @Nullable Rows rows;
    private byte @Nullable [] lastKey;
    private boolean onRow;
    private long nextPage;
    private boolean ended;

    TreeWriter(BucketSource source, Region region, FreePages free) {
        this.source = source;
        this.region = region;
        this.free = free;
        this.nextPage = region.start();
    }

    /** The next bytes of the region, whole pages; null at its end. */
    @Nullable
    ByteBuffer next() {
        ByteBuffer made = ready.poll();
        if (made != null || ended) {
            return made;
        }
        if (region.isEmpty()) {
            requireNoMore();
            return null;
        }
        fillLeaf();
        return ready.poll();
    }

    private Rows rows() {
        Rows open = rows;
        if (open == null) {
            open = source.open();
            rows = open;
            onRow = open.next();
        }
        return open;
    }

    private void requireNoMore() {
        rows();
        if (onRow) {
            throw tooMuch();
        }
        ended = true;
        close();
    }

    private void fillLeaf() {
        Rows from = rows();
        while (onRow && !(region.isTree() && leaf.size() >= Region.LEAF_BYTES)) {
            requireAscending(from.key());
            leaf.row(0, from.key(), from.value());
            onRow = from.next();
        }
        if (!region.isTree()) {
            ready.add(onlyLeaf());
            requireNoMore();
            return;
        }
        if (leaf.count() > 0) {
            long pages = Region.pagesFor(Format.PAGE_HEADER + leaf.size());
            lastKey = Bytes.copy(leaf.lastKey());
            write(leaf, 0, pages);
        }
        if (!onRow) {
            endTree();
        }
    }

    private void requireAscending(ByteBuffer key) {
        ByteBuffer before = leaf.count() > 0 ? leaf.lastKey() : lastKey == null ? null : ByteBuffer.wrap(lastKey);
        if (before != null && Bytes.compare(before, key) >= 0) {
            throw new IllegalStateException("keys of bucket " + name() + " do not ascend");
        }
    }

    private ByteBuffer onlyLeaf() {
        if (Format.PAGE_HEADER + leaf.size() > region.pages() * Format.PAGE_SIZE) {
            throw tooMuch();
        }
        return leaf.leaf(region.start(), region.pages());
    }

    /** Writes a leaf or branch, and enters it into the branch above, which is written when it is full. */
    private void write(PageWriter page, int level, long pages) {
        if (nextPage + pages > region.root()) {
            throw tooMuch();
        }
        PageWriter above = branch(level);
        if (above.count() == region.branchKeys()) {
            write(above, level + 1, region.branchPages());
        }
        above.child(page.firstKey(), nextPage);
        ready.add(level == 0 ? page.leaf(nextPage, pages) : page.branch(nextPage, pages));
        nextPage += pages;
    }

    private PageWriter branch(int level) {
        while (levels.size() <= level) {
            levels.add(new PageWriter());
        }
        return levels.get(level);
    }

    /** The highest branch is the root, at its fixed place. */
    private void endTree() {
        ended = true;
        for (int level = 0; level + 1 < levels.size(); level++) {
            write(levels.get(level), level + 1, region.branchPages());
        }
        PageWriter root = branch(Math.max(0, levels.size() - 1));
        addFree(region.root() - nextPage);
        ready.add(
                root.count() == 0
                        ? root.leaf(region.root(), region.branchPages())
                        : root.branch(region.root(), region.branchPages()));
        close();
    }

    private void addFree(long pages) {
        free.add(nextPage, pages);
        for (long left = pages; left > 0; left -= ZERO_PAGES) {
            ready.add(ZEROS.slice(0, (int) Math.min(left, ZERO_PAGES) * Format.PAGE_SIZE));
        }
    }

    private IllegalStateException tooMuch() {
        return new IllegalStateException("bucket " + name() + " has more rows than its bounds say");
    }

    private String name() {
        return new String(source.name(), StandardCharsets.UTF_8);
    }

    void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
