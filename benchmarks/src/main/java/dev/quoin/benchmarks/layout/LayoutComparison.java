package dev.quoin.benchmarks.layout;

import com.sun.management.OperatingSystemMXBean;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.benchmarks.jmh.Backends;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Measures both layouts on a backend, in turn, twice: {@code benchmarks/layout BACKEND KEYS UPDATES}. Prints a line a phase with the time and the process's CPU
 * for each operation, and the bytes on disk.
 */
public final class LayoutComparison {
    private static final int BATCH = 100;
    private static final int SYNC_EVERY = 50_000;
    private static final int LISTED = 10_000;
    private static final int LISTS = 20;
    private static final int VALUE = 256;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final StorageBackend backend;
    private final Layout layout;
    private final PrintStream out;
    private final String name;
    private final int keys;
    private final Random random = new Random(1);
    private long revision;

    private LayoutComparison(StorageBackend backend, Layout layout, String name, int keys, PrintStream out) {
        this.backend = backend;
        this.layout = layout;
        this.name = name;
        this.keys = keys;
        this.out = out;
    }

    /** Runs. */
    public static void main(String[] arguments) throws IOException {
        String backend = arguments[0];
        int keys = Integer.parseInt(arguments[1]);
        int updates = Integer.parseInt(arguments[2]);
        for (int round = 1; round <= 2; round++) {
            run(backend, "head+history", new Layout.HeadAndHistory(), keys, updates);
            run(backend, "one table", new Layout.OneTable(), keys, updates);
        }
    }

    private static void run(String backend, String name, Layout layout, int keys, int updates) throws IOException {
        Path folder = Files.createTempDirectory("layout");
        var provider = Backends.named(backend);
        try (StorageBackend store =
                provider.open(provider.configSpec().read(Map.of()), new StorageBackendContext(folder, Layout.TABLES))) {
            new LayoutComparison(store, layout, backend + " " + name, keys, System.out).all(folder, updates);
        } finally {
            remove(folder);
        }
    }

    private void all(Path folder, int updates) throws IOException {
        measure("load", keys, () -> puts(keys, true));
        long loaded = revision;
        measure("update", updates, () -> puts(updates, false));
        for (int i = 0; i < 3; i++) {
            measure("list at the head, a key", (long) LISTS * LISTED, () -> lists(revision));
        }
        measure("list in the past, a key", (long) LISTS * LISTED, () -> lists((loaded + revision) / 2));
        backend.sync();
        out.printf("%-22s %-26s %8.1f MB%n", name, "on disk after updates", bytes(folder) / 1e6);
        measure("compact, a revision", revision, this::compact);
        backend.sync();
        if (backend.stats().reclaimableBytes() > 0) {
            reclaim();
        }
        out.printf("%-22s %-26s %8.1f MB%n", name, "on disk after compaction", bytes(folder) / 1e6);
        measure("list compacted, a key", (long) LISTS * LISTED, () -> lists(revision));
    }

    private void reclaim() {
        try {
            backend.reclaim();
        } catch (UnsupportedOperationException e) {
            out.printf("%-22s %s%n", name, "reclaims nothing by itself");
        }
    }

    private void puts(int count, boolean inOrder) {
        byte[] value = new byte[VALUE];
        for (int done = 0; done < count; done += BATCH) {
            try (WriteTxn txn = backend.begin()) {
                for (int i = 0; i < BATCH; i++) {
                    random.nextBytes(value);
                    layout.put(txn, key(inOrder ? done + i : random.nextInt(keys)), ++revision, value);
                }
                txn.commit(revision);
            }
            if (done % SYNC_EVERY == 0) {
                backend.sync();
            }
        }
    }

    private static byte[] key(int number) {
        return "key-%010d".formatted(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private void lists(long at) {
        for (int i = 0; i < LISTS; i++) {
            try (ReadView view = backend.openView()) {
                if (layout.list(view, LISTED, at) == 0) {
                    throw new IllegalStateException("an empty list");
                }
            }
        }
    }

    private void compact() {
        long next = 1;
        while (next <= revision) {
            try (WriteTxn txn = backend.begin()) {
                next = layout.compact(txn, next, revision, 1000);
                txn.commit(revision);
            }
        }
    }

    private void measure(String what, long operations, Runnable work) {
        long cpu = PROCESS.getProcessCpuTime();
        long time = System.nanoTime();
        work.run();
        double wall = System.nanoTime() - time;
        double used = PROCESS.getProcessCpuTime() - cpu;
        out.printf(
                "%-22s %-26s %8.2f us  %8.2f us CPU%n", name, what, wall / operations / 1e3, used / operations / 1e3);
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return bytes;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static void remove(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
    }
}
