package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The process dies: what was synced is there, of what was not a first part may be, and never half a commit. */
public interface CrashTests extends StorageFixture {
    /** Killed between two calls, with commits since the last sync. */
    @Test
    default void killAfterCommits() throws Exception {
        long seed = 11;
        for (int round = 0; round < 3; round++) {
            long synced;
            long committed;
            try (ChildJvm child = startChild(seed)) {
                long start = number(child.read());
                child.write("commit 20");
                readUntil(child, "committed " + (start + 20));
                child.write("sync");
                synced = number(child.read());
                assertThat(synced).isEqualTo(start + 20);
                child.write("commit 15");
                readUntil(child, "committed " + (start + 35));
                committed = start + 35;
                child.kill();
            }
            checkState(seed, synced, committed);
        }
    }

    /** Killed in the midst of commits and syncs, several times over the same store. */
    @Test
    default void killAtAnyMoment() throws Exception {
        long seed = 12;
        Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            long synced;
            long committed;
            try (ChildJvm child = startChild(seed)) {
                synced = number(child.read());
                committed = synced;
                int stop = 30 + random.nextInt(120);
                for (int i = 0; i < 10; i++) {
                    child.write("commit 20");
                    child.write("sync");
                }
                for (int i = 0; i < stop; i++) {
                    String line = child.read();
                    assertThat(line).isNotNull();
                    if (String.valueOf(line).startsWith("synced ")) {
                        synced = number(line);
                    }
                    committed = Math.max(committed, number(line));
                }
                child.kill();
                // what it still said before it died counts as well
                for (String line = child.read(); line != null; line = child.read()) {
                    synced = line.startsWith("synced ") ? number(line) : synced;
                }
            }
            checkState(seed, synced, Long.MAX_VALUE);
        }
    }

    /**
     * So much was committed since the last sync that the engine may have begun to write it of itself: then still whole
     * commits only.
     */
    @Test
    default void killAfterManyCommitsWithoutSync() throws Exception {
        long seed = 13;
        for (int round = 0; round < 2; round++) {
            long start;
            try (ChildJvm child = startChild(seed)) {
                start = number(child.read());
                child.write("commit 400");
                readUntil(child, "committed " + (start + 400));
                child.kill();
            }
            checkState(seed, start, start + 400);
        }
    }

    /** Killed before anything was written, also before the first open came to its end. */
    @Test
    default void killWhileNew() throws Exception {
        for (int round = 0; round < 2; round++) {
            try (ChildJvm child = startChild(1)) {
                assertThat(child.read()).isEqualTo("open 0");
                child.kill();
            }
        }
        checkState(1, 0, 0);
    }

    /** Starts the process on the store of this test. */
    default ChildJvm startChild(long seed) throws IOException {
        Files.createDirectories(directory());
        return ChildJvm.start(CrashChild.class, CrashChild.arguments(this, seed));
    }

    private void checkState(long seed, long synced, long committed) {
        try (StorageBackend backend = open();
                ReadView view = backend.openView()) {
            long index = backend.appliedIndex();
            assertThat(index).isBetween(synced, committed);
            assertThat(backend.durableIndex()).isEqualTo(index);
            CrashScript expected = CrashScript.at(seed, index);
            assertThat(Records.all(view, ONE)).as("first table at %d", index).isEqualTo(expected.table(ONE));
            assertThat(Records.all(view, TWO)).as("second table at %d", index).isEqualTo(expected.table(TWO));
        }
    }

    private static void readUntil(ChildJvm child, String last) throws IOException {
        String line = child.read();
        while (!last.equals(line)) {
            assertThat(line).as("the child process has ended").isNotNull();
            line = child.read();
        }
    }

    private static long number(@org.jspecify.annotations.Nullable String line) {
        assertThat(line).as("the child process has ended").isNotNull();
        return Long.parseLong(String.valueOf(line).split(" ", 2)[1]);
    }
}
