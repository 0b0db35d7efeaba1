package dev.quoin.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.WriteTxn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Which thread may do what, while others do something else. */
public interface ConcurrencyTests extends StorageFixture {
    /**
     * Readers on other threads always see the same sum, while the writer moves amounts between records of two tables.
     */
    @Test
    default void readersSeeWholeCommits() throws Exception {
        try (StorageBackend backend = open();
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Records.commit(backend, 1, ONE, "amount", "1000");
            Records.commit(backend, 1, TWO, "amount", "0");
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> readSums(backend, done)));
            }
            Future<?> syncer = threads.submit(() -> {
                while (!done.get()) {
                    backend.sync();
                    backend.stats();
                }
            });
            try {
                for (int i = 1; i <= 1000; i++) {
                    try (WriteTxn txn = backend.begin()) {
                        Records.put(txn, ONE, "amount", "" + (1000 - i));
                        Records.put(txn, TWO, "amount", "" + i);
                        txn.commit(1 + i);
                    }
                }
            } finally {
                done.set(true);
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
            }
            syncer.get(60, TimeUnit.SECONDS);
            assertThat(Records.all(backend, TWO)).containsEntry("amount", "1000");
        }
    }

    private static int readSums(StorageBackend backend, AtomicBoolean done) {
        int reads = 0;
        int latest = 0;
        boolean last;
        do {
            last = done.get();
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(TWO, null, null)) {
                int left = Integer.parseInt(String.valueOf(Records.get(view, ONE, "amount")));
                assertThat(cursor.first()).isTrue();
                int moved = Integer.parseInt(String.valueOf(Records.text(cursor.value())));
                assertThat(left + moved).isEqualTo(1000);
                assertThat(moved).as("time goes forward").isGreaterThanOrEqualTo(latest);
                latest = moved;
                reads++;
            }
        } while (!last);
        return reads;
    }

    /** A view moves between threads, and transactions come from different ones. */
    @Test
    default void viewsAndTransactionsChangeThreads() throws Exception {
        try (StorageBackend backend = open()) {
            for (int i = 1; i <= 20; i++) {
                int index = i;
                elsewhere(() -> {
                    Records.commit(backend, index, ONE, "k", "v" + index);
                    return null;
                });
                try (ReadView view = elsewhere(backend::openView)) {
                    assertThat(elsewhere(() -> Records.get(view, ONE, "k"))).isEqualTo("v" + i);
                    Cursor cursor = elsewhere(() -> view.cursor(ONE, null, null));
                    assertThat(elsewhere(cursor::first)).isTrue();
                    assertThat(Records.text(cursor.value())).isEqualTo("v" + i);
                    cursor.close();
                }
            }
        }
    }

    /** An open view never holds up the writer or a sync, and an open transaction no reader. */
    @Test
    default void viewsAndWriterDoNotWaitForEachOther() throws Exception {
        try (StorageBackend backend = open()) {
            Records.commit(backend, 1, ONE, "k", "1");
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(ONE, null, null)) {
                assertThat(cursor.first()).isTrue();
                elsewhere(() -> {
                    Records.commit(backend, 2, ONE, "k", "2");
                    return backend.sync();
                });
                assertThat(Records.text(cursor.value())).isEqualTo("1");
            }
            try (WriteTxn txn = backend.begin()) {
                Records.put(txn, ONE, "k", "3");
                assertThat(elsewhere(() -> Records.all(backend, ONE))).containsEntry("k", "2");
                assertThat(elsewhere(backend::sync)).isEqualTo(2);
                txn.commit(3);
            }
        }
    }

    /** Closing the store while others read: they get an error, and the process lives. */
    @Test
    default void closeWhileOthersRead() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < 5; round++) {
                StorageBackend backend = open();
                Records.commit(backend, backend.appliedIndex(), ONE, "a", "1", "b", "2", "c", "3");
                CountDownLatch reading = new CountDownLatch(3);
                List<Future<Throwable>> readers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    readers.add(threads.submit(() -> catchThrowable(() -> readForever(backend, reading))));
                }
                reading.await();
                backend.close();
                for (Future<Throwable> reader : readers) {
                    assertThat(reader.get(60, TimeUnit.SECONDS))
                            .isInstanceOfSatisfying(
                                    StorageException.class,
                                    e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.CLOSED));
                }
            }
        }
    }

    private static void readForever(StorageBackend backend, CountDownLatch reading) {
        for (int i = 0; ; i++) {
            try (ReadView view = backend.openView();
                    Cursor cursor = view.cursor(ONE, null, null)) {
                for (boolean on = cursor.first(); on; on = cursor.next()) {
                    assertThat(Records.get(view, ONE, String.valueOf(Records.text(cursor.key()))))
                            .isNotNull();
                }
            }
            if (i == 10) {
                reading.countDown();
            }
        }
    }

    private static <T> T elsewhere(Callable<T> call) throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            return thread.submit(call).get(60, TimeUnit.SECONDS);
        }
    }
}
