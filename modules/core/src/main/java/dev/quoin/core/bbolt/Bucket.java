package dev.quoin.core.bbolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A bucket of a file: rows in the order of their keys, some of which may be buckets again. Any thread may read it. */
public final class Bucket {
    private final PageFile file;
    private final long root;
    private final long sequence;
    private final @Nullable Page inline;

    private Bucket(PageFile file, long root, long sequence, @Nullable Page inline) {
        this.file = file;
        this.root = root;
        this.sequence = sequence;
        this.inline = inline;
    }

    static Bucket root(PageFile file) {
        return new Bucket(file, file.meta().root(), file.meta().sequence(), null);
    }

    /**
     * Reads the value of an entry that is a bucket.
     *
     * @param holder the page that holds the entry
     */
    static Bucket of(PageFile file, long holder, ByteBuffer value) throws BboltException {
        if (value.remaining() < Format.BUCKET_HEADER) {
            throw new BboltException(
                    file.path(), holder, "has a bucket of " + value.remaining() + " bytes, expected 16 or more");
        }
        ByteBuffer header = value.slice().order(ByteOrder.LITTLE_ENDIAN);
        long root = header.getLong(0);
        long sequence = header.getLong(8);
        if (root == 0) {
            ByteBuffer page = header.slice(Format.BUCKET_HEADER, header.limit() - Format.BUCKET_HEADER);
            return new Bucket(file, 0, sequence, PageReader.inline(file.path(), holder, page));
        }
        file.requireInside(root, "the root of a bucket on page " + holder);
        return new Bucket(file, root, sequence, null);
    }

    /** The bucket's own counter. */
    public long sequence() {
        return sequence;
    }

    /** Goes over the rows from the first on. */
    public BucketCursor rows() {
        return new BucketCursor(file, this);
    }

    /** The value of a key, or null where there is none or it is a bucket. */
    public byte @Nullable [] get(byte[] key) throws IOException {
        BucketCursor cursor = rows();
        boolean found = cursor.seek(key) && !cursor.isBucket() && cursor.key().equals(ByteBuffer.wrap(key));
        return found ? Bytes.copy(cursor.value()) : null;
    }

    /** The bucket of a name in this bucket, or null. */
    public @Nullable Bucket bucket(byte[] name) throws IOException {
        BucketCursor cursor = rows();
        boolean found = cursor.seek(name) && cursor.isBucket() && cursor.key().equals(ByteBuffer.wrap(name));
        return found ? cursor.bucket() : null;
    }

    Page rootPage() throws IOException {
        return inline != null ? inline : file.page(root);
    }

    boolean isInline() {
        return inline != null;
    }
}
