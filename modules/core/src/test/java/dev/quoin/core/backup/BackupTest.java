package dev.quoin.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.Table;
import dev.quoin.core.store.KeyHash;
import dev.quoin.core.store.Keys;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.store.Tables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that was written as etcd's snapshot and read back is the same store. */
class BackupTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            RandomStore made = new RandomStore(seed);
            made.change(9 + seed * 20);
            if (seed % 4 == 1) {
                made.compact(seed);
                made.change(30);
            }
            made.surroundings();
            Path file = folder.resolve("snapshot-" + seed);
            write(made.store(), file);
            compare(made.store(), restored(file), seed % 4 == 1, "seed " + seed);
            hashes(made.store(), file, "seed " + seed);
            Files.delete(file);
        }
    }

    static void write(Store store, Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long size;
        try (Backup backup = Backup.of(store);
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            size = backup.size();
            for (ByteBuffer piece = backup.next(); piece != null; piece = backup.next()) {
                out.write(piece);
            }
        }
        byte[] content = Files.readAllBytes(file);
        assertThat(content.length).isEqualTo(size);
        assertThat(content.length % 512).isEqualTo(Backup.TRAILER);
        digest.update(content, 0, content.length - Backup.TRAILER);
        assertThat(Arrays.copyOfRange(content, content.length - Backup.TRAILER, content.length))
                .isEqualTo(digest.digest());
    }

    private static Store restored(Path file) throws IOException {
        StorageBackend backend = RandomStore.backend();
        try (EtcdFile read = EtcdFile.open(file, Backup.TRAILER)) {
            Restorer.Target target = new Restorer.Target(read.consistentIndex(), read.term(), 0, null);
            Restorer.run(read, backend, target, bytes -> {});
        }
        return Store.open(backend);
    }

    private static void compare(Store before, Store after, boolean compacted, String seed) {
        assertThat(after.revision()).as(seed).isEqualTo(before.revision());
        assertThat(after.compacted()).as(seed).isEqualTo(before.compacted());
        assertThat(after.compactedDone()).as(seed).isEqualTo(before.compactedDone());
        assertThat(after.appliedTerm()).as(seed).isEqualTo(before.appliedTerm());
        assertThat(after.backend().appliedIndex())
                .as(seed)
                .isEqualTo(before.backend().appliedIndex());
        for (Table table : Tables.ALL) {
            // Blocks of keys are cut anew, and a row need not name a version that a compaction removed.
            if (table != Tables.COUNT && !(compacted && table == Tables.LOG)) {
                assertThat(rows(after, table)).as("%s %s", seed, table.name()).isEqualTo(rows(before, table));
            }
        }
        assertThat(rows(after, Tables.LOG).keySet())
                .as(seed)
                .isEqualTo(rows(before, Tables.LOG).keySet());
        try (StoreView view = after.openView()) {
            long counted = 0;
            for (String count : rows(after, Tables.COUNT).values()) {
                counted += Long.parseLong(count, 16);
            }
            assertThat(counted).as(seed).isEqualTo(rows(after, Tables.HEAD).size());
            assertThat(view.compacted()).isEqualTo(before.compacted());
        }
    }

    private static TreeMap<String, String> rows(Store store, Table table) {
        TreeMap<String, String> found = new TreeMap<>();
        try (StoreView view = store.openView();
                Cursor rows = view.backend().cursor(table, null, null)) {
            for (boolean on = rows.first(); on; on = rows.next()) {
                found.put(
                        HexFormat.of().formatHex(Keys.copy(rows.key())),
                        HexFormat.of().formatHex(Keys.copy(rows.value())));
            }
        }
        return found;
    }

    /** The hash of a file is that of the store that wrote it, and of the one that read it. */
    private static void hashes(Store before, Path file, String seed) throws IOException {
        Store after = restored(file);
        try (StoreView here = before.openView();
                StoreView there = after.openView();
                EtcdFile read = EtcdFile.open(file, Backup.TRAILER)) {
            for (long at = Math.max(1, here.compacted()); at <= here.revision(); at += 1 + at / 5) {
                KeyHash.Result expected = KeyHash.of(here, at);
                assertThat(KeyHash.of(there, at)).as(seed).isEqualTo(expected);
                assertThat(FileHash.of(read, at))
                        .as("%s at %d", seed, at)
                        .isEqualTo(new FileHash(expected.hash(), at, expected.compacted()));
            }
            FileStatus status = FileStatus.of(read);
            assertThat(status.totalKeys())
                    .as(seed)
                    .isEqualTo(rows(before, Tables.HEAD).size());
            assertThat(status.version()).isEqualTo("3.7.0");
            assertThat(status.totalSize()).isEqualTo(Files.size(file) - Backup.TRAILER);
        }
    }
}
