package dev.quoin.core.backup;

import dev.quoin.core.bbolt.BboltException;
import dev.quoin.core.bbolt.BucketCursor;
import dev.quoin.core.store.KvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What {@code etcdutl snapshot status} says of a file.
 *
 * @param hash over the names, keys and values of all buckets
 * @param revision the last revision that changed a key
 * @param totalKeys how many keys there are now
 * @param totalSize of the database in bytes
 * @param version of etcd that wrote it, empty before 3.6
 */
public record FileStatus(int hash, long revision, long totalKeys, long totalSize, String version) {
    /**
     * Reads a whole file, and checks every page of it.
     *
     * @throws IOException naming the file and what is wrong with it
     */
    public static FileStatus of(EtcdFile file) throws IOException {
        file.bbolt().check();
        Walk walk = new Walk(file);
        walk.run();
        return new FileStatus(
                (int) walk.crc.getValue(),
                walk.revision,
                walk.live,
                file.bbolt().size(),
                file.storageVersion());
    }

    private static final class Walk {
        private final EtcdFile file;
        private final CRC32C crc = new CRC32C();
        private final LongMap alive = new LongMap();
        private long live;
        private long revision;

        Walk(EtcdFile file) {
            this.file = file;
        }

        void run() throws IOException {
            BucketCursor buckets = file.bbolt().root().rows();
            while (buckets.next()) {
                byte[] name = new byte[buckets.key().remaining()];
                buckets.key().get(name);
                if (!buckets.isBucket()) {
                    throw new BboltException(file.path(), "has a value outside all buckets, expected none");
                }
                crc.update(name);
                boolean keys = Arrays.equals(name, EtcdBuckets.KEY);
                file.rows(keys ? EtcdBuckets.KEY : name, (key, value) -> {
                    crc.update(key.duplicate());
                    crc.update(value.duplicate());
                    if (keys) {
                        count(RevisionKey.read(key), value);
                    }
                });
            }
        }

        private void count(RevisionKey key, ByteBuffer value) {
            revision = key.main();
            long hash = LongMap.hash(KvRecord.keyOf(value));
            long now = key.tombstone() ? 0 : 1;
            live += now - alive.get(hash);
            alive.put(hash, now);
        }
    }
}
