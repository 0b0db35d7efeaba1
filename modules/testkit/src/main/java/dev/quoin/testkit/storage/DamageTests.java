package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests that damage files while the store is closed. Then {@code open}, or the first read that meets the damage, must
 * report it and name the store; or the damage touched nothing that matters, and every record is there. Wrong or missing
 * records without an error must never be.
 */
public interface DamageTests extends StorageFixture {
    /** The number of bits that are flipped in each file, one at a time. */
    default int flipsPerFile() {
        return 60;
    }

    /** One bit, anywhere in any file. */
    @Test
    default void flippedBits() throws IOException {
        Folder whole = prepare();
        Random random = new Random(5);
        whole.forEach((name, content) -> {
            for (int i = 0; i < flipsPerFile() && content.length > 0; i++) {
                // the ends of a file are where its structure is
                int at = switch (i % 3) {
                    case 0 -> random.nextInt(Math.min(content.length, 64));
                    case 1 -> content.length - 1 - random.nextInt(Math.min(content.length, 512));
                    default -> random.nextInt(content.length);
                };
                byte[] damaged = content.clone();
                damaged[at] ^= (byte) (1 << random.nextInt(8));
                check(whole, name, damaged, "bit flipped in byte " + at);
            }
        });
    }

    /** The end of a file is gone. */
    @Test
    default void truncatedFiles() throws IOException {
        Folder whole = prepare();
        whole.forEach((name, content) -> {
            for (int length :
                    new int[] {0, 1, content.length / 3, content.length - 4096, content.length - 100, content.length - 1
                    }) {
                if (length >= 0 && length < content.length) {
                    check(whole, name, Arrays.copyOf(content, length), "truncated to " + length);
                }
            }
        });
    }

    /** A page of a file is zeros, or what another page of it was. */
    @Test
    default void lostPages() throws IOException {
        Folder whole = prepare();
        Random random = new Random(6);
        whole.forEach((name, content) -> {
            for (int i = 0; i < 8 && content.length >= 4096; i++) {
                int pages = content.length / 4096;
                int at = random.nextInt(pages) * 4096;
                byte[] damaged = content.clone();
                if (i % 2 == 0) {
                    Arrays.fill(damaged, at, at + 4096, (byte) 0);
                } else {
                    System.arraycopy(content, random.nextInt(pages) * 4096, damaged, at, 4096);
                }
                check(whole, name, damaged, "page at " + at + " lost");
            }
        });
    }

    /** A file is gone. */
    @Test
    default void missingFiles() throws IOException {
        Folder whole = prepare();
        whole.forEach((name, content) -> check(whole, name, null, "removed"));
    }

    private Folder prepare() throws IOException {
        try (StorageBackend backend = open()) {
            CrashScript script = new CrashScript(31);
            for (int i = 1; i <= 60; i++) {
                script.commitNext(backend);
                if (i % 20 == 0) {
                    backend.sync();
                }
            }
        }
        return Folder.read(directory());
    }

    private void check(Folder whole, String name, byte @Nullable [] damaged, String how) {
        String what = name + " " + how;
        Path directory = folder().resolve("damaged-" + Integer.toHexString(what.hashCode()));
        try {
            Folder copy = new Folder();
            copy.files().putAll(whole.files());
            if (damaged == null) {
                copy.files().remove(name);
            } else {
                copy.files().put(name, damaged);
            }
            copy.write(directory);
            readAll(directory, what);
        } catch (StorageException e) {
            assertThat(e.kind())
                    .as("%s: %s", what, e.getMessage())
                    .isIn(StorageException.Kind.CORRUPT, StorageException.Kind.IO);
            assertThat(e).as(what).hasMessageContaining(directory.toString()).hasMessageNotContaining("\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            Folder.remove(directory);
        }
    }

    private void readAll(Path directory, String what) {
        CrashScript expected = CrashScript.at(31, 60);
        StorageBackend backend = open(directory, ONE, TWO);
        try (ReadView view = backend.openView()) {
            assertThat(backend.appliedIndex()).as(what).isEqualTo(60);
            assertThat(Records.all(view, ONE)).as(what).isEqualTo(expected.table(ONE));
            assertThat(Records.all(view, TWO)).as(what).isEqualTo(expected.table(TWO));
            for (var record : expected.table(ONE).entrySet()) {
                assertThat(Records.get(view, ONE, record.getKey())).as(what).isEqualTo(record.getValue());
            }
        } finally {
            closeDamaged(backend);
        }
    }

    private static void closeDamaged(StorageBackend backend) {
        try {
            backend.close();
        } catch (StorageException e) {
            // a damaged store may be unable to sync; what was read of it is what counts here
            assertThat(e.kind()).isIn(StorageException.Kind.CORRUPT, StorageException.Kind.IO);
        }
    }
}
