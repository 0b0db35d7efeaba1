package dev.quoin.backend.mapdb;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import dev.quoin.backend.support.StorageErrors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.TreeMap;

/**
 * A space of pages that changes from one state to the next as a whole. A changed page is written to a free place of the
 * file, and so are the blocks of the page table that say so; the superblock, written last, makes them the state. What a
 * state that is still read refers to is not written over.
 */
final class PageSpace implements AutoCloseable {
    /**
     * Two for each of two states by turns: a torn write spoils the new state's only, a damaged page one of two copies.
     */
    private static final int SUPERBLOCKS = 4;

    /** A file that was made is not shorter. */
    static final long LEAST_BYTES = SUPERBLOCKS * (long) PageFile.SIZE;

    private final PageFile file;
    private final BitSet free = new BitSet();
    /** Pages that later states no longer refer to, with the first state that does not. */
    private final Deque<Retired> retired = new ArrayDeque<>();
    /** The number of readers of each state. */
    private final TreeMap<Long, Integer> readers = new TreeMap<>();

    private long oldestReadable;
    private long[] blockEntries = new long[0];
    private long end = SUPERBLOCKS;
    private volatile State state;

    private record Retired(long sequence, BitSet pages) {}

    /** One whole state. */
    record State(Superblock root, PageTable table) {
        long sequence() {
            return root.sequence();
        }
    }

    PageSpace(PageFile file) {
        this.file = file;
        boolean present = file.pages() > 0;
        Superblock root = present ? newestRoot() : new Superblock(0, 0, 0, new long[0]);
        BitSet used = new BitSet();
        used.set(0, SUPERBLOCKS);
        long[][] blocks = readBlocks(root, used);
        state = new State(root, new PageTable(blocks));
        end = Math.max(SUPERBLOCKS, used.length());
        free.set(0, (int) end);
        free.andNot(used);
        if (!present) {
            // all, so that from now on a file without one that is whole is a damaged one
            writeRoot(root);
            writeRoot(new Superblock(1, 0, 0, new long[0]));
            state = new State(new Superblock(1, 0, 0, new long[0]), state.table);
        }
    }

    private void writeRoot(Superblock root) {
        long first = (root.sequence() & 1) * 2;
        file.write(first, root.write());
        file.write(first + 1, root.write());
        file.force();
    }

    private Superblock newestRoot() {
        Superblock newest = null;
        for (int slot = 0; slot < SUPERBLOCKS && slot < file.pages(); slot++) {
            Superblock found = Superblock.read(file.file(), file.superblock(slot));
            if (found != null && (newest == null || found.sequence() > newest.sequence())) {
                newest = found;
            }
        }
        if (newest == null) {
            throw StorageErrors.corrupt(file.file(), "no superblock is whole");
        }
        return newest;
    }

    private long[][] readBlocks(Superblock root, BitSet used) {
        long blocks = (root.length() + PageTable.BLOCK - 1) / PageTable.BLOCK;
        blockEntries = new long[(int) blocks];
        long[][] table = new long[(int) blocks][];
        for (int i = 0; i < blocks; i++) {
            long directory = root.directories()[i / PageTable.BLOCK];
            use(used, directory);
            MemorySegment entries = file.read(PageTable.filePage(directory), PageTable.checksum(directory));
            blockEntries[i] = entries.getAtIndex(ENTRY, i % PageTable.BLOCK);
            use(used, blockEntries[i]);
            table[i] = file.read(PageTable.filePage(blockEntries[i]), PageTable.checksum(blockEntries[i]))
                    .toArray(ENTRY);
            for (long entry : table[i]) {
                use(used, entry);
            }
        }
        return table;
    }

    private static final ValueLayout.OfLong ENTRY =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(java.nio.ByteOrder.BIG_ENDIAN);

    private void use(BitSet used, long entry) {
        if (entry != 0) {
            used.set(Math.toIntExact(PageTable.filePage(entry)));
        }
    }

    State state() {
        return state;
    }

    /**
     * Keeps a state readable until it is released.
     *
     * @return false when it is too late for that, because a later one has come and its pages may be written over
     */
    synchronized boolean acquire(State wanted) {
        if (wanted.sequence() < oldestReadable) {
            return false;
        }
        readers.merge(wanted.sequence(), 1, Integer::sum);
        return true;
    }

    synchronized void release(State read) {
        readers.computeIfPresent(read.sequence(), (sequence, count) -> count == 1 ? null : count - 1);
    }

    MemorySegment read(long entry) {
        return file.read(PageTable.filePage(entry), PageTable.checksum(entry));
    }

    /** Before a change: what no reader needs any longer can be written over. */
    synchronized void recycle() {
        long oldest = readers.isEmpty() ? state.sequence() : readers.firstKey();
        oldestReadable = oldest;
        while (!retired.isEmpty() && retired.peek().sequence <= oldest) {
            free.or(retired.remove().pages);
        }
    }

    /** A place to write a page to. */
    long allocate() {
        int page = free.nextSetBit(0);
        if (page >= 0) {
            free.clear(page);
            return page;
        }
        if (end >= Integer.MAX_VALUE) {
            throw new StorageException(Kind.FULL, file.file() + ": the file can not have more pages");
        }
        return end++;
    }

    int write(long page, ByteBuffer content) {
        return file.write(page, content);
    }

    /** Makes the pages changed the next state, durably. */
    void commit(PageTable.Change change, long length, long appliedIndex, BitSet replaced) {
        State before = state;
        PageTable table = change.table();
        long[] entries = java.util.Arrays.copyOf(blockEntries, table.blocks());
        int directories = (table.blocks() + PageTable.BLOCK - 1) / PageTable.BLOCK;
        if (directories > Superblock.MOST_DIRECTORIES) {
            throw new StorageException(Kind.FULL, file.file() + ": the file can not have more pages");
        }
        long[] roots = java.util.Arrays.copyOf(before.root.directories(), directories);
        BitSet touched = new BitSet();
        for (int i = 0; i < entries.length; i++) {
            if (change.isChanged(i)) {
                use(replaced, entries[i]);
                entries[i] = writeEntries(table.block(i), 0);
                touched.set(i / PageTable.BLOCK);
            }
        }
        for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
            use(replaced, roots[i]);
            roots[i] = writeEntries(entries, i * PageTable.BLOCK);
        }
        file.force();
        long sequence = before.sequence() + 1;
        Superblock root = new Superblock(sequence, length, appliedIndex, roots);
        writeRoot(root);
        blockEntries = entries;
        publish(new State(root, table), replaced);
    }

    private synchronized void publish(State next, BitSet replaced) {
        retired.add(new Retired(next.sequence(), replaced));
        state = next;
    }

    private long writeEntries(long[] entries, int from) {
        ByteBuffer page = ByteBuffer.allocate(PageFile.SIZE);
        for (int i = from; i < entries.length && i < from + PageTable.BLOCK; i++) {
            page.putLong(entries[i]);
        }
        long at = allocate();
        return PageTable.entry(at, write(at, page.clear()));
    }

    long fileBytes() {
        return end * PageFile.SIZE;
    }

    synchronized long usedBytes() {
        return (end - free.cardinality()) * PageFile.SIZE;
    }

    @Override
    public void close() {
        file.close();
    }
}
