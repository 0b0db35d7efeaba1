package dev.quoin.backend.lmdb;

import dev.quoin.api.storage.Table;
import dev.quoin.backend.lmdb.lib.Environment;
import dev.quoin.backend.lmdb.lib.Lmdb;
import dev.quoin.backend.lmdb.lib.ReadSlots;
import dev.quoin.backend.lmdb.lib.WriteTransaction;
import dev.quoin.backend.lmdb.page.DataFile;
import dev.quoin.backend.lmdb.page.Meta;
import dev.quoin.backend.lmdb.page.Names;
import dev.quoin.backend.lmdb.page.Pages;
import dev.quoin.backend.lmdb.page.Sums;
import dev.quoin.backend.lmdb.page.Tree;
import dev.quoin.backend.lmdb.page.TreeDiff;
import dev.quoin.backend.support.DirectoryLock;
import dev.quoin.backend.support.StorageErrors;
import dev.quoin.backend.support.layered.BaseStore;
import dev.quoin.backend.support.layered.BaseView;
import dev.quoin.backend.support.layered.Memtable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine below the memtable: LMDB writes, durably at each commit; {@link Pages} reads. */
final class LmdbStore implements BaseStore {
    private final Path directory;
    private final DirectoryLock lock;
    private final Sums sums;
    private final Environment environment;
    private final Pages pages;
    private final int[] databases;
    private final int metaDatabase;
    private final List<Table> tables;
    private final ReadSlots slots;
    private volatile State state;

    /** The state that readers see: the roots of the tables after one transaction. */
    record State(Meta meta, long[] roots, long metaRoot, long usedPages) {}

    private LmdbStore(
            Path directory,
            DirectoryLock lock,
            Sums sums,
            Environment environment,
            @Nullable DataFile found,
            List<Table> tables) {
        this.directory = directory;
        this.lock = lock;
        this.sums = sums;
        this.environment = environment;
        this.tables = tables;
        this.pages = new Pages(directory.resolve(DataFile.NAME), environment.map(), sums);
        Meta before = pages.newestMeta();
        if (found != null) {
            repairSums(found);
        } else {
            sums.stamp(before.txnId(), before.crc());
        }
        grow(before);
        this.databases = new int[tables.size()];
        this.metaDatabase = openDatabases(before);
        this.slots = new ReadSlots(environment);
        this.state = readState(pages.newestMeta());
    }

    static LmdbStore open(Lmdb lmdb, LmdbConfig config, Path directory, List<Table> tables) {
        DirectoryLock lock = DirectoryLock.acquire(directory);
        Sums sums = null;
        Environment environment = null;
        try {
            sums = Sums.open(directory);
            DataFile found = check(directory, sums);
            environment = Environment.open(lmdb, directory, config.maxSize(), tables.size() + 1, config.readers());
            return new LmdbStore(directory, lock, sums, environment, found, tables);
        } catch (RuntimeException | Error e) {
            if (environment != null) {
                environment.close();
            }
            if (sums != null) {
                sums.close();
            }
            lock.close();
            throw e;
        }
    }

    /** The two files come and go together; a file of LMDB that was never written to may lack its sums. */
    private static @Nullable DataFile check(Path directory, Sums sums) {
        boolean present = DataFile.isPresent(directory);
        if (!present && sums.txnId() > 0) {
            throw StorageErrors.corrupt(directory.resolve(DataFile.NAME), "missing");
        }
        if (present && sums.txnId() < 0) {
            DataFile.checkUnused(directory);
            return null;
        }
        return present && sums.txnId() >= 0 ? DataFile.check(directory, sums) : null;
    }

    /**
     * The process died between LMDB's commit and the stamp: the state before is still there, so the sums can be taken
     * again.
     */
    private void repairSums(DataFile found) {
        grow(found.newest());
        if (found.before() != null) {
            TreeDiff.sum(pages, found.before(), found.newest());
            sums.stamp(found.newest().txnId(), found.newest().crc());
        }
    }

    private void grow(Meta meta) {
        sums.grow(meta.lastPage() + 1);
        pages.grow(meta.lastPage() + 1);
    }

    private int openDatabases(Meta before) {
        // LMDB reads the whole main tree for this, so it must be sound
        Tree.forEach(pages, before.main().root(), node -> {});
        Tree.forEach(pages, before.free().root(), pages::value);
        try (WriteTransaction txn = environment.write()) {
            for (Table table : tables) {
                databases[table.ordinal()] = txn.openDatabase(Names.of(table));
            }
            int meta = txn.openDatabase(Names.META);
            txn.commit();
            Meta after = pages.newestMeta();
            if (after.txnId() != before.txnId()) {
                publish(before, after);
            }
            return meta;
        }
    }

    private void publish(Meta before, Meta after) {
        grow(after);
        TreeDiff.sum(pages, before, after);
        sums.stamp(after.txnId(), after.crc());
    }

    private State readState(Meta meta) {
        long[] roots = new long[tables.size()];
        long used = meta.free().pages() + meta.main().pages();
        for (Table table : tables) {
            Meta.Db tree = Names.find(pages, meta, Names.of(table));
            roots[table.ordinal()] = tree.root();
            used += tree.pages();
        }
        return new State(meta, roots, Names.find(pages, meta, Names.META).root(), used);
    }

    @Override
    public long appliedIndex() {
        long node = Tree.find(pages, state.metaRoot, Names.APPLIED);
        return node < 0 ? 0 : pages.value(node).asByteBuffer().getLong();
    }

    @Override
    public BaseView openView() {
        ReadSlots.Slot slot = slots.take();
        // after the slot is taken: the slot protects this state and all later ones
        return new LmdbView(pages, state.roots, slots, slot);
    }

    @Override
    public void apply(Memtable writes, long appliedIndex) {
        State before = state;
        Tree.forEach(pages, before.meta.free().root(), pages::value);
        try (WriteTransaction txn = environment.write()) {
            for (int ordinal = 0; ordinal < writes.tables(); ordinal++) {
                new TableWriter(pages, before.roots[ordinal], txn, databases[ordinal]).write(writes, ordinal);
            }
            Tree.checkPath(pages, before.metaRoot, Names.APPLIED);
            txn.put(
                    metaDatabase,
                    Names.APPLIED,
                    ByteBuffer.allocate(8).putLong(appliedIndex).array());
            txn.commit();
        }
        publish(before.meta, pages.newestMeta());
        state = readState(pages.newestMeta());
    }

    @Override
    public long diskBytes() {
        try {
            return (state.meta.lastPage() + 1) * Pages.SIZE + Files.size(directory.resolve(Sums.NAME));
        } catch (IOException e) {
            throw StorageErrors.of(directory, e);
        }
    }

    @Override
    public long inUseBytes() {
        return state.usedPages * Pages.SIZE;
    }

    @Override
    public long memoryBytes() {
        return 0;
    }

    @Override
    public void checkpoint(Path target) {
        Path copy = target.toAbsolutePath().normalize();
        try {
            Files.createDirectory(copy);
            for (String name : List.of(DataFile.NAME, Sums.NAME)) {
                copy(directory.resolve(name), copy.resolve(name));
            }
            try (FileChannel folder = FileChannel.open(copy, StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw StorageErrors.of(copy, e);
        }
    }

    /** Nobody writes meanwhile, because applying and copying exclude each other. */
    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to);
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        slots.close();
        environment.close();
        sums.close();
        lock.close();
    }
}
