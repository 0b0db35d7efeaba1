package dev.quoin.core.bbolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bbolt file written in order from its first byte, with memory for a few pages only, while rows are pulled from their
 * sources once. Used by one thread.
 *
 * <p>The first three pages name the root of every bucket and the number of pages, before any row has been seen. The
 * file is therefore laid out from bounds: each bucket gets a {@link Region} that its rows are certain to fit into, with
 * its root at a fixed place. What a region does not need is free pages, which the free list at the end names, as bbolt
 * itself leaves behind when rows are deleted; leaves of 64 KiB keep that near 3 %. The other way is to go over all rows
 * twice, once to count pages. Rows of etcd's bucket {@code key} are found one by one in the order of revisions, so the
 * second pass would double what a backup costs; the bounds need the sizes only, in any order.
 */
public final class BboltStream implements AutoCloseable {
    private static final long ROOT_LEAF = Format.META_PAGES;
    private static final int INLINE_SIZE = Format.BUCKET_HEADER + Format.PAGE_HEADER;

    private final List<BucketSource> buckets;
    private final List<Region> regions = new ArrayList<>();
    private final FreePages free;
    private final long rootLeafPages;
    private @Nullable TreeWriter writing;
    private int begun;
    private Stage stage = Stage.META;

    private enum Stage {
        META,
        ROOT,
        REGIONS,
        END
    }

    /** Lays a file out; nothing is read yet. */
    public BboltStream(List<? extends BucketSource> sources) {
        this.buckets = new ArrayList<>(sources);
        buckets.sort(Comparator.comparing(source -> ByteBuffer.wrap(source.name()), Bytes::compare));
        long rootLeaf = Format.PAGE_HEADER;
        for (BucketSource bucket : buckets) {
            rootLeaf += Format.ELEMENT + bucket.name().length + INLINE_SIZE;
        }
        this.rootLeafPages = Region.pagesFor(rootLeaf);
        long next = ROOT_LEAF + rootLeafPages;
        long mostFree = 0;
        for (BucketSource bucket : buckets) {
            Region region = Region.of(next, bucket.size());
            regions.add(region);
            mostFree += region.mostFree();
            next = region.end();
        }
        this.free = new FreePages(next, mostFree);
    }

    /** How many bytes the file has, known before the first row is read. */
    public long size() {
        return free.end() * Format.PAGE_SIZE;
    }

    /**
     * The next bytes of the file, whole pages; null at its end.
     *
     * @throws IllegalStateException when a source yields more than its bounds say, or keys that do not ascend
     */
    public @Nullable ByteBuffer next() {
        return switch (stage) {
            case META -> {
                stage = Stage.ROOT;
                yield metaPages();
            }
            case ROOT -> {
                stage = Stage.REGIONS;
                yield rootLeaf();
            }
            case REGIONS -> nextOfRegions();
            case END -> null;
        };
    }

    private ByteBuffer nextOfRegions() {
        while (writing != null || begun < buckets.size()) {
            TreeWriter tree = writing;
            if (tree == null) {
                tree = new TreeWriter(buckets.get(begun), regions.get(begun), free);
                writing = tree;
                begun++;
            }
            ByteBuffer piece = tree.next();
            if (piece != null) {
                return piece;
            }
            writing = null;
        }
        stage = Stage.END;
        return free.page();
    }

    /** Both are valid; the first has the higher transaction, and so the next one goes to the second. */
    private ByteBuffer metaPages() {
        ByteBuffer both =
                ByteBuffer.allocate(Format.META_PAGES * Format.PAGE_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < Format.META_PAGES; i++) {
            both.position(i * Format.PAGE_SIZE);
            both.putLong(i).putShort((short) Format.META).putShort((short) 0).putInt(0);
            new Meta(Format.PAGE_SIZE, ROOT_LEAF, 0, free.start(), free.end(), Format.META_PAGES - i).write(both);
        }
        return both.clear();
    }

    private ByteBuffer rootLeaf() {
        PageWriter leaf = new PageWriter();
        for (int i = 0; i < buckets.size(); i++) {
            leaf.row(Format.BUCKET, ByteBuffer.wrap(buckets.get(i).name()), bucketValue(regions.get(i)));
        }
        return leaf.leaf(ROOT_LEAF, rootLeafPages);
    }

    /** An empty bucket is an empty leaf inside its entry. */
    private static ByteBuffer bucketValue(Region region) {
        ByteBuffer value = ByteBuffer.allocate(region.isEmpty() ? INLINE_SIZE : Format.BUCKET_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN);
        if (region.isEmpty()) {
            value.putShort(Format.BUCKET_HEADER + 8, (short) Format.LEAF);
        } else {
            value.putLong(region.root());
        }
        return value.clear();
    }

    @Override
    public void close() {
        stage = Stage.END;
        if (writing != null) {
            writing.close();
            writing = null;
        }
    }
}
