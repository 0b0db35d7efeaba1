package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Tests in which the machine loses power. Of the pages written since the last sync, any may have reached the disk, in
 * any order. The tests take the files after a sync and the files some commits later, and mix the two page by page.
 *
 * <p>The tests presume that the store makes nothing durable of its own accord between the two moments. A store with
 * little to write does not.
 */
public interface PowerLossTests extends StorageFixture {
    /** Many mixtures of one pair of moments, in each of several stores. */
    @Test
    default void anyMixtureOfPagesIsAWholeCommit() throws Exception {
        for (int seed = 21; seed < 25; seed++) {
            Path directory = folder().resolve("store-" + seed);
            try (StorageBackend backend = open(directory, ONE, TWO)) {
                CrashScript script = new CrashScript(seed);
                commit(backend, script, 25);
                backend.sync();
                commit(backend, script, 25);
                long synced = backend.sync();
                Folder before = Folder.read(directory);
                commit(backend, script, 10);
                Folder after = Folder.read(directory);
                for (int mixture = 0; mixture < 8; mixture++) {
                    Path target = folder().resolve("mixture-" + seed + "-" + mixture);
                    mix(before, after, new Random(seed * 100 + mixture)).write(target);
                    checkState(target, seed, synced, script.index());
                }
            }
        }
    }

    private static void commit(StorageBackend backend, CrashScript script, int commits) {
        for (int i = 0; i < commits; i++) {
            script.commitNext(backend);
        }
    }

    private void checkState(Path directory, long seed, long synced, long committed) {
        try (StorageBackend backend = open(directory, ONE, TWO);
                ReadView view = backend.openView()) {
            long index = backend.appliedIndex();
            assertThat(index).isBetween(synced, committed);
            CrashScript expected = CrashScript.at(seed, index);
            assertThat(Records.all(view, ONE)).as("first table at %d", index).isEqualTo(expected.table(ONE));
            assertThat(Records.all(view, TWO)).as("second table at %d", index).isEqualTo(expected.table(TWO));
        }
    }

    private static Folder mix(Folder before, Folder after, Random random) throws IOException {
        Folder mixed = new Folder();
        after.forEach((name, late) -> {
            byte[] early = before.files().get(name);
            if (early != null) {
                mixed.files().put(name, mix(early, late, random));
            } else if (random.nextBoolean()) {
                mixed.files().put(name, mix(new byte[0], late, random));
            }
        });
        // a removal that did not reach the disk
        before.forEach((name, early) -> {
            if (!after.files().containsKey(name)) {
                mixed.files().put(name, early);
            }
        });
        return mixed;
    }

    private static byte[] mix(byte[] early, byte[] late, Random random) {
        int page = 4096;
        int chance = random.nextInt(5);
        boolean grown = random.nextBoolean() || late.length <= early.length;
        byte[] mixed = Arrays.copyOf(early, grown ? late.length : early.length);
        for (int at = 0; at < mixed.length; at += page) {
            if (random.nextInt(4) < chance) {
                System.arraycopy(late, at, mixed, at, Math.min(page, Math.min(mixed.length, late.length) - at));
            }
        }
        return mixed;
    }
}
