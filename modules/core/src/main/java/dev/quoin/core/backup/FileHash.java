package dev.quoin.core.backup;

import dev.quoin.core.store.KvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The hash of the keys and their history in a file, as etcd computes it for {@code HashKV}.
 *
 * @param hash the hash, an unsigned number
 * @param revision up to which it goes
 * @param compacted the compacted revision, -1 for none
 */
public record FileHash(int hash, long revision, long compacted) {
    /**
     * Reads a file's keys.
     *
     * @param asked the revision up to which, 0 for all
     * @throws IOException naming the file and what is wrong with it
     * @throws IllegalArgumentException when the revision is compacted or in the future
     */
    public static FileHash of(EtcdFile file, long asked) throws IOException {
        Long known = file.compacted();
        Walk walk = new Walk(file, known == null ? -1 : known);
        walk.findLast();
        long revision = asked <= 0 ? walk.last : asked;
        if (revision < walk.compacted) {
            throw new IllegalArgumentException("mvcc: required revision has been compacted");
        }
        if (revision > walk.last) {
            throw new IllegalArgumentException("mvcc: required revision is a future revision");
        }
        walk.findKept(revision);
        walk.hash(revision);
        return new FileHash((int) walk.crc.getValue(), revision, walk.compacted);
    }

    /** Three walks over the bucket. What a compaction is to leave is known only at the end of the second. */
    private static final class Walk {
        private final EtcdFile file;
        private final long compacted;
        private final CRC32C crc = new CRC32C();
        /** For each key the ordinal of the row in force, negative for a deletion; only where there was a compaction. */
        private final LongMap inForce = new LongMap();

        private long live;
        private long last = 1;
        private long ordinal;

        Walk(EtcdFile file, long compacted) {
            this.file = file;
            this.compacted = compacted;
        }

        private interface Visitor {
            void row(RevisionKey revision, ByteBuffer key, ByteBuffer value);
        }

        private void walk(Visitor visitor) throws IOException {
            ordinal = 0;
            file.rows(EtcdBuckets.KEY, (key, value) -> {
                ordinal++;
                visitor.row(RevisionKey.read(key), key, value);
            });
        }

        void findLast() throws IOException {
            walk((revision, key, value) -> last = revision.main());
            last = Math.max(last, compacted);
        }

        void findKept(long upTo) throws IOException {
            if (compacted < 0) {
                return;
            }
            walk((revision, key, value) -> {
                if (revision.main() <= upTo) {
                    long hash = LongMap.hash(KvRecord.keyOf(value));
                    boolean before = inForce.get(hash) > 0;
                    inForce.put(hash, revision.tombstone() ? -ordinal : ordinal);
                    live += (revision.tombstone() ? 0 : 1) - (before ? 1 : 0);
                }
            });
        }

        void hash(long upTo) throws IOException {
            crc.update(EtcdBuckets.KEY);
            walk((revision, key, value) -> {
                if (revision.main() <= upTo && counts(revision, value)) {
                    crc.update(key.duplicate());
                    crc.update(value.duplicate());
                }
            });
        }

        private boolean counts(RevisionKey revision, ByteBuffer value) {
            if (revision.main() > compacted) {
                return true;
            }
            if (live == 0) {
                // etcd, where it would keep nothing, takes it that nothing is to be left out.
                return !revision.tombstone() || revision.main() < compacted;
            }
            return !revision.tombstone() && inForce.get(LongMap.hash(KvRecord.keyOf(value))) == ordinal;
        }
    }
}
