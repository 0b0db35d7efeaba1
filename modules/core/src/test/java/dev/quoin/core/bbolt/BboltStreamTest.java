package dev.quoin.core.bbolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written are read again, and are sound, whatever their buckets hold. */
class BboltStreamTest {
    @TempDir
    Path folder;

    @Test
    void randomBucketsComeBack() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<TestBucket> buckets = buckets(random);
            Path file = folder.resolve("random-" + seed);
            TestBucket.write(file, buckets);
            assertThat(Files.size(file)).as("seed %d", seed).isEqualTo(new BboltStream(buckets).size());
            compare(file, buckets, random, "seed " + seed);
            Files.delete(file);
        }
    }

    private static List<TestBucket> buckets(Random random) {
        Set<String> names = new HashSet<>();
        List<TestBucket> buckets = new ArrayList<>();
        for (int left = random.nextInt(6); left > 0; left--) {
            String name = "bucket" + random.nextInt(1000) + "x".repeat(random.nextInt(40));
            if (names.add(name)) {
                buckets.add(bucket(random, name));
            }
        }
        return buckets;
    }

    private static TestBucket bucket(Random random, String name) {
        TestBucket bucket = TestBucket.named(name);
        int rows = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(4000);
        int longestKey = random.nextInt(4) == 0 ? 3000 : 40;
        for (int i = 0; i < rows; i++) {
            byte[] key = new byte[1 + random.nextInt(longestKey)];
            byte[] value = new byte[random.nextInt(500) == 0 ? random.nextInt(300_000) : random.nextInt(200)];
            random.nextBytes(key);
            random.nextBytes(value);
            bucket.rows().put(key, value);
        }
        boolean tight = random.nextBoolean();
        return bucket.bounded(tight ? 0 : random.nextInt(10_000), tight ? 0 : random.nextInt(1 << 21));
    }

    private static void compare(Path path, List<TestBucket> buckets, Random random, String seed) throws IOException {
        try (BboltFile file = BboltFile.open(path)) {
            file.check();
            List<byte[]> names = new ArrayList<>();
            BucketCursor cursor = file.root().rows();
            while (cursor.next()) {
                assertThat(cursor.isBucket()).isTrue();
                names.add(Bytes.copy(cursor.key()));
            }
            assertThat(names)
                    .as(seed)
                    .usingElementComparator(Arrays::compareUnsigned)
                    .containsExactlyInAnyOrderElementsOf(
                            buckets.stream().map(TestBucket::name).toList());
            for (TestBucket bucket : buckets) {
                Bucket read = file.root().bucket(bucket.name());
                assertThat(read).isNotNull();
                requireSame(TestBucket.read(read), bucket.rows(), seed);
                requireSeeks(read, bucket.rows(), random, seed);
            }
        }
    }

    private static void requireSame(TreeMap<byte[], byte[]> read, TreeMap<byte[], byte[]> written, String seed) {
        assertThat(read.size()).as(seed).isEqualTo(written.size());
        written.forEach((key, value) -> assertThat(read.get(key)).as(seed).isEqualTo(value));
    }

    private static void requireSeeks(Bucket read, TreeMap<byte[], byte[]> rows, Random random, String seed)
            throws IOException {
        for (int i = 0; i < 50; i++) {
            byte[] wanted = new byte[1 + random.nextInt(3)];
            random.nextBytes(wanted);
            Map.Entry<byte[], byte[]> expected = rows.ceilingEntry(wanted);
            BucketCursor cursor = read.rows();
            assertThat(cursor.seek(wanted)).as(seed).isEqualTo(expected != null);
            if (expected != null) {
                assertThat(Bytes.copy(cursor.key())).as(seed).isEqualTo(expected.getKey());
                assertThat(read.get(expected.getKey())).as(seed).isEqualTo(expected.getValue());
            }
        }
    }

    @Test
    void largeTreesWasteLittle() throws IOException {
        TestBucket bucket = TestBucket.named("key");
        for (int i = 0; i < 20_000; i++) {
            bucket.rows().put(ByteBuffer.allocate(17).putInt(i).array(), new byte[300]);
        }
        TestBucket bounded = bucket.bounded(0, 0);
        long size = new BboltStream(List.of(bounded)).size();
        assertThat(size).isLessThan((long) (bounded.size().elementBytes() * 1.08));
    }

    @Test
    void moreThanTheBoundsSayIsRefused() {
        TestBucket bucket = TestBucket.named("key");
        for (int i = 0; i < 5000; i++) {
            bucket.rows().put(ByteBuffer.allocate(17).putInt(i).array(), new byte[300]);
        }
        TestBucket lied = new TestBucket("key", bucket.rows(), new BucketSource.Size(2000, 600_000, 17));
        assertThatThrownBy(() -> TestBucket.write(folder.resolve("lied"), List.of(lied)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bucket key has more rows than its bounds say");
    }

    @Test
    void boundsMayBeFarTooHigh() throws IOException {
        TestBucket none = new TestBucket(
                "none", TestBucket.named("none").rows(), new BucketSource.Size(1_000_000, 80_000_000, 17));
        Path file = folder.resolve("none");
        TestBucket.write(file, List.of(none));
        try (BboltFile read = BboltFile.open(file)) {
            read.check();
            Bucket bucket = read.root().bucket(none.name());
            assertThat(bucket).isNotNull();
            assertThat(bucket.rows().next()).isFalse();
        }
    }
}
