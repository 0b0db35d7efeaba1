package dev.quoin.benchmarks.jmh;

import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.benchmarks.load.KeySpace;
import dev.quoin.benchmarks.server.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A storage backend behind its contract: put, get and list, each counted by the key. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class StoreBenchmark {
    private static final Table TABLE = new Table(0, "head");
    private static final int KEYS = 100_000;
    private static final int LIST = 10_000;
    private static final int BATCH = 64;
    private static final int VALUE_BYTES = 256;

    /** The backend's name. */
    @Param({"rocksdb", "lmdb", "mapdb"})
    public String backend = "";

    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[] value = new byte[VALUE_BYTES];
    private @Nullable StorageBackend opened;
    private Path folder = Path.of("");

    /** For JMH. */
    public StoreBenchmark() {}

    /** Fills a store. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        folder = Files.createTempDirectory("quoin-jmh-");
        StorageBackendProvider provider = Backends.named(backend);
        ConfigValues defaults = provider.configSpec().read(Map.of());
        opened = provider.open(defaults, new StorageBackendContext(folder, List.of(TABLE)));
        random.nextBytes(value);
        for (int i = 0; i < KEYS; i += BATCH) {
            put(i, 1);
        }
        store().sync();
    }

    /** Deletes it. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        store().close();
        Folders.delete(folder);
    }

    private StorageBackend store() {
        return Objects.requireNonNull(opened);
    }

    private void put(int from, int step) {
        try (WriteTxn txn = store().begin()) {
            for (int i = 0; i < BATCH; i++) {
                txn.put(TABLE, KeySpace.key((from + (long) i * step) % KEYS), value);
            }
            txn.commit(store().appliedIndex() + 1);
        }
    }

    /** Puts over existing keys, 64 with a commit. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void put() {
        put(random.nextInt(KEYS), 1_009);
    }

    /** A view and one get in it, as a short read does. */
    @Benchmark
    public int get() {
        try (ReadView view = store().openView()) {
            ByteBuffer found = view.get(TABLE, KeySpace.key(random.nextInt(KEYS)));
            return found == null ? missing() : found.get(found.limit() - 1);
        }
    }

    /** 10,000 keys through a cursor, reading a byte of each key and value. */
    @Benchmark
    @OperationsPerInvocation(LIST)
    public long list() {
        long sum = 0;
        byte[] from = KeySpace.key(random.nextInt(KEYS - LIST));
        try (ReadView view = store().openView();
                Cursor cursor = view.cursor(TABLE, from, null)) {
            boolean found = cursor.first();
            for (int i = 0; i < LIST; i++) {
                if (!found) {
                    missing();
                }
                sum += cursor.key().get(KeySpace.KEY_BYTES - 1) + cursor.value().get(0);
                found = cursor.next();
            }
        }
        return sum;
    }

    private static int missing() {
        throw new IllegalStateException("a key that was put is not there");
    }
}
