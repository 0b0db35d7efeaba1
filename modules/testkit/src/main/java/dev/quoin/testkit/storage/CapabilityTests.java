package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageCapability;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.WriteTxn;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A capability that is declared works, and one that is not is refused. */
public interface CapabilityTests extends StorageFixture {
    /** An engine without a capability throws, and does nothing. */
    @Test
    default void undeclaredIsRefused() {
        try (StorageBackend backend = open()) {
            if (!has(StorageCapability.CHECKPOINT)) {
                assertThatExceptionOfType(UnsupportedOperationException.class)
                        .isThrownBy(() -> backend.checkpoint(folder().resolve("copy")));
                assertThat(folder().resolve("copy")).doesNotExist();
            }
            if (!has(StorageCapability.RECLAIM)) {
                assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(backend::reclaim);
            }
        }
    }

    /** A checkpoint is a store of its own, at the state of its making. */
    @Test
    default void checkpointOpensAtItsState() {
        Assumptions.assumeTrue(has(StorageCapability.CHECKPOINT), "no checkpoints");
        Path copy = folder().resolve("copy");
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "k", "before", "l", "before");
            Records.commit(backend, 2, TWO, "k", "before");
            backend.sync();
            try (ReadView view = backend.openView()) {
                backend.checkpoint(copy);
                Records.commit(backend, 3, ONE, "k", "after");
                assertThat(Records.get(view, ONE, "k")).isEqualTo("before");
            }
            backend.sync();
            try (StorageBackend opened = open(copy, ONE, TWO)) {
                assertThat(opened.appliedIndex()).isEqualTo(2);
                assertThat(Records.all(opened, ONE))
                        .containsEntry("k", "before")
                        .hasSize(2);
                Records.commit(opened, 9, ONE, "k", "copy");
            }
            assertThat(Records.all(backend, ONE)).containsEntry("k", "after");
            assertThatThrownBy(() -> backend.checkpoint(copy))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(copy.toString());
        }
        try (StorageBackend opened = open(copy, ONE, TWO)) {
            assertThat(Records.all(opened, ONE)).containsEntry("k", "copy");
        }
    }

    /** Reclaiming gives back most of what deletions left, changes no record, and lets views and writes go on. */
    @Test
    default void reclaimShrinksTheStore() {
        Assumptions.assumeTrue(has(StorageCapability.RECLAIM), "no reclaiming");
        Random random = new Random(3);
        byte[] value = new byte[1000];
        try (StorageBackend backend = open()) {
            for (int commit = 0; commit < 10; commit++) {
                try (WriteTxn txn = backend.begin()) {
                    for (int i = 0; i < 1000; i++) {
                        random.nextBytes(value);
                        txn.put(ONE, Records.bytes("k" + (commit * 1000 + i)), value);
                    }
                    txn.commit(commit);
                }
            }
            backend.sync();
            long full = backend.stats().diskBytes();
            assertThat(full).isGreaterThan(8_000_000);
            try (WriteTxn txn = backend.begin()) {
                for (int i = 0; i < 10_000; i++) {
                    if (i % 100 != 0) {
                        txn.delete(ONE, Records.bytes("k" + i));
                    }
                }
                txn.commit(20);
            }
            backend.sync();
            backend.reclaim();
            backend.sync();
            assertThat(backend.stats().diskBytes()).isLessThan(full / 4);
            assertThat(Records.all(backend, ONE)).hasSize(100).containsKey("k4200");
            Records.commit(backend, 21, ONE, "k", "v");
        }
        try (StorageBackend backend = open()) {
            assertThat(Records.all(backend, ONE)).hasSize(101).containsEntry("k", "v");
        }
    }

    private boolean has(StorageCapability capability) {
        return provider().capabilities().contains(capability);
    }
}
