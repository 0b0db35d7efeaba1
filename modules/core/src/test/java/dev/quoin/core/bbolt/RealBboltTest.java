package dev.quoin.core.bbolt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * bbolt itself, inside etcdutl, checks files that are written here, and writes files that are read here. Skipped
 * without etcdutl.
 */
class RealBboltTest {
    @TempDir
    Path folder;

    @Test
    void bboltFindsAFileSound() throws Exception {
        Path etcdutl = etcdutl();
        for (int rows : new int[] {0, 1, 300, 5000, 60_000}) {
            Path file = folder.resolve("written-" + rows);
            TestBucket.write(file, List.of(revisions(rows), TestBucket.named("alarm"), TestBucket.named("meta")));
            String status = run(etcdutl, "snapshot", "status", "-w", "json", file.toString());
            assertThat(status).contains("\"revision\":" + rows).contains("\"totalKey\":" + rows);
            assertThat(status).contains("\"totalSize\":" + Files.size(file));
        }
    }

    /** etcdutl opens the copy for writing, changes it, and compacts it into a file of its own. */
    @Test
    void bboltWritesOnAndItsFilesAreRead() throws Exception {
        Path etcdutl = etcdutl();
        Path written = folder.resolve("written");
        TestBucket rows = revisions(20_000);
        TestBucket.write(
                written,
                List.of(
                        rows,
                        TestBucket.named("members"),
                        TestBucket.named("members_removed"),
                        TestBucket.named("meta")));
        Path dir = folder.resolve("restored");
        run(etcdutl, "snapshot", "restore", written.toString(), "--skip-hash-check", "--data-dir", dir.toString());
        Path db = dir.resolve("member/snap/db");
        requireRows(db, rows);
        run(etcdutl, "defrag", "--data-dir", dir.toString());
        requireRows(db, rows);
    }

    private static void requireRows(Path db, TestBucket rows) throws IOException {
        try (BboltFile file = BboltFile.open(db)) {
            file.check();
            Bucket bucket = file.root().bucket(rows.name());
            assertThat(bucket).isNotNull();
            var read = TestBucket.read(bucket);
            assertThat(read).hasSameSizeAs(rows.rows());
            rows.rows().forEach((key, value) -> assertThat(read.get(key)).isEqualTo(value));
            Bucket members = file.root().bucket("members".getBytes(UTF_8));
            assertThat(members).isNotNull();
            assertThat(TestBucket.read(members)).hasSize(1);
        }
    }

    /** Rows as etcd keeps revisions: a KeyValue with a key, of which field 5 is the value. */
    private static TestBucket revisions(int count) {
        Random random = new Random(count);
        TestBucket bucket = TestBucket.named("key");
        for (int i = 1; i <= count; i++) {
            byte[] name = "key-%08d".formatted(i).getBytes(UTF_8);
            byte[] value = new byte[random.nextInt(100)];
            random.nextBytes(value);
            ByteBuffer record = ByteBuffer.allocate(4 + name.length + value.length)
                    .put((byte) 0x0A)
                    .put((byte) name.length)
                    .put(name)
                    .put((byte) 0x2A)
                    .put((byte) value.length)
                    .put(value);
            bucket.rows()
                    .put(
                            ByteBuffer.allocate(17)
                                    .putLong(i)
                                    .put((byte) '_')
                                    .putLong(0)
                                    .array(),
                            record.array());
        }
        return bucket.bounded(0, 0);
    }

    private static Path etcdutl() {
        String named = System.getenv("QUOIN_PEER_BIN");
        String folders = (named == null ? "" : named + File.pathSeparator) + System.getenv("PATH");
        var found = Stream.of(folders.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "etcdutl"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "no etcdutl in QUOIN_PEER_BIN or on PATH");
        return found.orElseThrow();
    }

    private String run(Path program, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList();
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as("%s: %s", command, text).isZero();
        return text;
    }
}
