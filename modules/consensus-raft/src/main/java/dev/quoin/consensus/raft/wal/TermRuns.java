package dev.quoin.consensus.raft.wal;

import java.util.Arrays;

/** The term of each entry, as runs of equal terms: a few numbers however long the log is. */
final class TermRuns {
    private long[] firsts = new long[8];
    private long[] terms = new long[8];
    private int count;

    /** From this index on, until told otherwise, entries have this term. Later indexes are forgotten. */
    void put(long index, long term) {
        dropFrom(index);
        if (count > 0 && terms[count - 1] == term) {
            return;
        }
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * count);
            terms = Arrays.copyOf(terms, 2 * count);
        }
        firsts[count] = index;
        terms[count++] = term;
    }

    /** The term of an entry that is known to lie in one of the runs. */
    long termAt(long index) {
        for (int i = count - 1; i >= 0; i--) {
            if (firsts[i] <= index) {
                return terms[i];
            }
        }
        throw new IllegalArgumentException("no term known at index " + index);
    }

    /** Forgets runs that lie wholly before an index. */
    void dropBefore(long index) {
        int gone = 0;
        while (gone + 1 < count && firsts[gone + 1] <= index) {
            gone++;
        }
        if (gone > 0) {
            count -= gone;
            System.arraycopy(firsts, gone, firsts, 0, count);
            System.arraycopy(terms, gone, terms, 0, count);
        }
    }

    private void dropFrom(long index) {
        while (count > 0 && firsts[count - 1] >= index) {
            count--;
        }
    }
}
