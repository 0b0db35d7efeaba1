package dev.quoin.consensus.raft.algorithm.log;

import dev.quoin.consensus.raft.algorithm.message.Entry;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** A view of a part of an array whose cells, once in a view, are never written again. */
final class EntrySlice extends AbstractList<Entry> implements RandomAccess {
    private final Entry[] array;
    private final int from;
    private final int to;

    EntrySlice(Entry[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    @Override
    public Entry get(int position) {
        return array[from + Objects.checkIndex(position, to - from)];
    }

    @Override
    public int size() {
        return to - from;
    }

    @Override
    public List<Entry> subList(int start, int end) {
        Objects.checkFromToIndex(start, end, size());
        return new EntrySlice(array, from + start, from + end);
    }

    /**
     * As many entries from the front as stay within a limit on their encoded size, but at least one, if there is one.
     */
    static List<Entry> limit(List<Entry> entries, long maxBytes) {
        long size = 0;
        for (int i = 0; i < entries.size(); i++) {
            size += entries.get(i).encodedSize();
            if (size > maxBytes && i > 0) {
                return entries.subList(0, i);
            }
        }
        return entries;
    }
}
