package dev.quoin.core.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quoin.core.bbolt.BboltException;
import dev.quoin.core.bbolt.BboltFile;
import dev.quoin.core.bbolt.Bucket;
import dev.quoin.core.bbolt.BucketCursor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A database file of etcd: a snapshot, or the file {@code db} of a data directory. Rows are checked as they are read;
 * what is wrong with one is told with the file, the bucket and the row.
 */
public final class EtcdFile implements Closeable {
    private final Path path;
    private final BboltFile file;

    private EtcdFile(Path path, BboltFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a file.
     *
     * @param trailer how many bytes at its end do not belong to the database
     * @throws IOException saying why it is no database of etcd
     */
    public static EtcdFile open(Path path, int trailer) throws IOException {
        BboltFile file = BboltFile.open(path, trailer);
        EtcdFile opened = new EtcdFile(path, file);
        try {
            opened.required(EtcdBuckets.KEY);
            opened.required(EtcdBuckets.META);
            return opened;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Visits a row. */
    interface RowReader {
        /** @throws IllegalArgumentException when the row is not what it should be */
        void row(ByteBuffer key, ByteBuffer value);
    }

    Path path() {
        return path;
    }

    BboltFile bbolt() {
        return file;
    }

    /** Visits the rows of a bucket in order; none where there is no such bucket. */
    void rows(byte[] name, RowReader reader) throws IOException {
        Bucket bucket = file.root().bucket(name);
        if (bucket == null) {
            return;
        }
        BucketCursor rows = bucket.rows();
        while (rows.next()) {
            if (rows.isBucket()) {
                throw damaged(name, rows.key(), "is a bucket, expected a value");
            }
            read(name, rows, reader);
        }
    }

    private void read(byte[] name, BucketCursor row, RowReader reader) throws BboltException {
        try {
            reader.row(row.key(), row.value());
        } catch (IllegalArgumentException e) {
            throw damaged(name, row.key(), String.valueOf(e.getMessage()));
        }
    }

    private Bucket required(byte[] name) throws IOException {
        Bucket bucket = file.root().bucket(name);
        if (bucket == null) {
            throw new BboltException(path, "has no bucket " + text(name) + ", expected a database of etcd");
        }
        return bucket;
    }

    /** A value of the bucket {@code meta} with a given size, or null. */
    byte @Nullable [] meta(byte[] name, int size) throws IOException {
        byte[] value = required(EtcdBuckets.META).get(name);
        if (value != null && value.length != size) {
            throw damaged(EtcdBuckets.META, ByteBuffer.wrap(name), "has " + value.length + " bytes, expected " + size);
        }
        return value;
    }

    private long number(byte[] name) throws IOException {
        byte[] value = meta(name, Long.BYTES);
        return value == null ? 0 : ByteBuffer.wrap(value).getLong();
    }

    private @Nullable Long revision(byte[] name) throws IOException {
        byte[] value = meta(name, RevisionKey.SIZE);
        return value == null ? null : ByteBuffer.wrap(value).getLong();
    }

    /** The index of the last entry of the log that is applied; 0 when that was never stored. */
    public long consistentIndex() throws IOException {
        return number(EtcdBuckets.CONSISTENT_INDEX);
    }

    /** The term of that entry; 0 in files before etcd 3.5. */
    public long term() throws IOException {
        return number(EtcdBuckets.TERM);
    }

    /** The revision up to which history is given up, or null. */
    @Nullable
    Long compacted() throws IOException {
        Long scheduled = revision(EtcdBuckets.SCHEDULED_COMPACT);
        Long finished = compactedDone();
        return scheduled == null || finished != null && finished > scheduled ? finished : scheduled;
    }

    /** The revision up to which what was given up is removed, or null. */
    @Nullable
    Long compactedDone() throws IOException {
        return revision(EtcdBuckets.FINISHED_COMPACT);
    }

    /** The consensus configuration as JSON, or null in files before etcd 3.5. */
    byte @Nullable [] confState() throws IOException {
        return required(EtcdBuckets.META).get(EtcdBuckets.CONF_STATE);
    }

    /** The version of etcd that wrote the file, empty before etcd 3.6. */
    String storageVersion() throws IOException {
        byte[] value = required(EtcdBuckets.META).get(EtcdBuckets.STORAGE_VERSION);
        return value == null ? "" : new String(value, UTF_8);
    }

    BboltException damaged(byte[] bucket, ByteBuffer key, String what) {
        return new BboltException(path, "bucket " + text(bucket) + ", row " + shown(bucket, key) + ": " + what);
    }

    private static String text(byte[] name) {
        return new String(name, UTF_8);
    }

    /** Revisions and lease ids as etcd's users know them, names as they are. */
    private static String shown(byte[] bucket, ByteBuffer key) {
        byte[] bytes = new byte[key.remaining()];
        key.get(key.position(), bytes);
        if (bucket == EtcdBuckets.KEY && bytes.length >= RevisionKey.SIZE) {
            return key.getLong(key.position()) + "_" + key.getLong(key.position() + Long.BYTES + 1);
        }
        return bucket == EtcdBuckets.KEY || bucket == EtcdBuckets.LEASE || bucket == EtcdBuckets.ALARM
                ? HexFormat.of().formatHex(bytes)
                : text(bytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
