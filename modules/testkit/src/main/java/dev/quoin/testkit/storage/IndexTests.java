package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.WriteTxn;
import org.junit.jupiter.api.Test;

/** The applied index belongs to the commit, and the durable index follows it with a sync. */
public interface IndexTests extends StorageFixture {
    /** Before the first commit there is none. */
    @Test
    default void newStoreIsAtZero() {
        try (StorageBackend backend = open()) {
            assertThat(backend.appliedIndex()).isZero();
            assertThat(backend.durableIndex()).isZero();
            assertThat(backend.sync()).isZero();
        }
    }

    /** The durable index never runs ahead of the applied one, and reaches it with a sync. */
    @Test
    default void durableFollowsApplied() {
        try (StorageBackend backend = open()) {
            long before = 0;
            for (int i = 10; i <= 100; i += 10) {
                Records.commit(backend, i, ONE, "k", "v" + i);
                assertThat(backend.appliedIndex()).isEqualTo(i);
                assertThat(backend.durableIndex()).isBetween(before, (long) i);
                assertThat(backend.sync()).isEqualTo(i);
                assertThat(backend.durableIndex()).isEqualTo(i);
                before = i;
            }
        }
        try (StorageBackend backend = open()) {
            assertThat(backend.appliedIndex()).isEqualTo(100);
            assertThat(backend.durableIndex()).isEqualTo(100);
        }
    }

    /** A commit without writes moves the index, and so does one with the index of the one before. */
    @Test
    default void indexMovesWithoutWrites() {
        try (StorageBackend backend = open()) {
            backend.begin().commit(7);
            assertThat(backend.appliedIndex()).isEqualTo(7);
            Records.commit(backend, 7, ONE, "k", "v");
            assertThat(backend.appliedIndex()).isEqualTo(7);
            assertThat(backend.sync()).isEqualTo(7);
            backend.begin().commit(Long.MAX_VALUE);
        }
        try (StorageBackend backend = open()) {
            assertThat(backend.appliedIndex()).isEqualTo(Long.MAX_VALUE);
            assertThat(Records.all(backend, ONE)).containsEntry("k", "v");
        }
    }

    /** An index that goes back is a mistake of the caller, and nothing is committed. */
    @Test
    default void smallerIndexIsRefused() {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 5, ONE, "k", "old");
            try (WriteTxn txn = backend.begin()) {
                Records.put(txn, ONE, "k", "new");
                assertThatIllegalArgumentException().isThrownBy(() -> txn.commit(4));
            }
            assertThat(Records.all(backend, ONE)).containsEntry("k", "old");
            assertThat(backend.appliedIndex()).isEqualTo(5);
        }
    }
}
