package dev.quoin.core.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.quoin.core.bbolt.BboltException;
import dev.quoin.core.bbolt.BboltStream;
import dev.quoin.core.bbolt.BucketSource;
import dev.quoin.core.store.Keys;
import dev.quoin.protocol.auth.User;
import dev.quoin.protocol.mvcc.KeyValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that is not as etcd writes it is told in one line with file, bucket and row. */
class DamagedRowsTest {
    @TempDir
    Path folder;

    private final SmallBucket keys = new SmallBucket(EtcdBuckets.KEY);
    private final SmallBucket meta = new SmallBucket(EtcdBuckets.META);

    private static byte[] record(String key, long revision) {
        return KeyValue.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setCreateRevision(revision)
                .setModRevision(revision)
                .setVersion(1)
                .build()
                .toByteArray();
    }

    private static byte[] revision(long main) {
        return new RevisionKey(main, 0, false).encode();
    }

    private void refused(String what, BucketSource... more) throws IOException {
        Path file = folder.resolve("db");
        List<BucketSource> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(keys, meta));
        try (BboltStream stream = new BboltStream(all);
                FileChannel out = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (ByteBuffer piece = stream.next(); piece != null; piece = stream.next()) {
                out.write(piece);
            }
        }
        assertThatThrownBy(() -> {
                    try (EtcdFile read = EtcdFile.open(file, 0)) {
                        Restorer.run(read, RandomStore.backend(), new Restorer.Target(5, 1, 0, null), bytes -> {});
                    }
                })
                .isInstanceOf(BboltException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(what)
                .hasMessageContaining("expected")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void keysThatAreNoRevisions() throws IOException {
        keys.put("short".getBytes(UTF_8), record("a", 2));
        refused("bucket key, row 73686f7274: a key of 5 bytes is no revision");
    }

    @Test
    void valuesThatAreNoKeyValues() throws IOException {
        keys.put(revision(2), new byte[] {1, 2, 3});
        refused("bucket key, row 2_0: the KeyValue has an empty key");
    }

    @Test
    void valuesOfAnotherRevision() throws IOException {
        keys.put(revision(2), record("a", 3));
        refused("bucket key, row 2_0: the KeyValue is of revision 3, expected 2");
    }

    @Test
    void deletionsWithoutAKey() throws IOException {
        keys.put(new RevisionKey(2, 0, true).encode(), Keys.EMPTY);
        refused("bucket key, row 2_0: the deletion names no key");
    }

    @Test
    void leasesUnderAnotherId() throws IOException {
        SmallBucket leases = new SmallBucket(EtcdBuckets.LEASE).put(Keys.ofLong(7), new byte[] {8, 6, 16, 60});
        refused("bucket lease, row 0000000000000007: lease says that it is 6, expected 7", leases);
        refused(
                "bucket lease, row 07: lease id has 1 bytes, expected 8",
                new SmallBucket(EtcdBuckets.LEASE).put(new byte[] {7}, new byte[] {8, 7}));
    }

    @Test
    void membersThatAreNoJson() throws IOException {
        SmallBucket members = new SmallBucket(EtcdBuckets.MEMBERS);
        refused(
                "bucket members, row f00d: member can not be read",
                members.put("f00d".getBytes(UTF_8), "{".getBytes(UTF_8)));
        refused(
                "bucket members, row xyz: is no member id",
                new SmallBucket(EtcdBuckets.MEMBERS).put("xyz".getBytes(UTF_8), "{}".getBytes(UTF_8)));
        refused(
                "bucket members, row f00d: member says that it is 1, expected f00d",
                new SmallBucket(EtcdBuckets.MEMBERS).put("f00d".getBytes(UTF_8), "{\"id\":1}".getBytes(UTF_8)));
    }

    @Test
    void usersUnderAnotherName() throws IOException {
        User user = User.newBuilder().setName(ByteString.copyFromUtf8("eve")).build();
        refused(
                "bucket authUsers, row root: says that its name is another",
                new SmallBucket(EtcdBuckets.AUTH_USERS).put("root".getBytes(UTF_8), user.toByteArray()));
    }

    @Test
    void singleValues() throws IOException {
        refused(
                "bucket cluster, row clusterVersion: is no version",
                new SmallBucket(EtcdBuckets.CLUSTER).put(EtcdBuckets.CLUSTER_VERSION, "x".getBytes(UTF_8)));
        refused(
                "bucket alarm, row ffff: can not be decoded",
                new SmallBucket(EtcdBuckets.ALARM).put(new byte[] {-1, -1}, Keys.EMPTY));
        meta.put(EtcdBuckets.CONF_STATE, "[]".getBytes(UTF_8));
        refused("bucket meta, row confState: confState can not be read");
        meta.put(EtcdBuckets.CONF_STATE, "{}".getBytes(UTF_8));
        meta.put(EtcdBuckets.SCHEDULED_COMPACT, new byte[3]);
        refused("bucket meta, row scheduledCompactRev: has 3 bytes, expected 17");
    }
}
