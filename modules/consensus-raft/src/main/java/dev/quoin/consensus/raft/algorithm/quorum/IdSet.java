package dev.quoin.consensus.raft.algorithm.quorum;

import java.util.Arrays;

/**
 * An immutable set of member ids. Ids are 64 unsigned bits, and that is how they are ordered. Sets are as small as
 * clusters are, so a linear scan of a plain array beats hashing, and nothing is boxed.
 */
public final class IdSet {
    /** No members. */
    public static final IdSet EMPTY = new IdSet(new long[0]);

    private final long[] ids;

    private IdSet(long[] ids) {
        this.ids = ids;
    }

    /** The given ids, in any order; one given twice is in the set once. */
    public static IdSet of(long... ids) {
        IdSet set = EMPTY;
        for (long id : ids) {
            set = set.with(id);
        }
        return set;
    }

    /** How many ids there are. */
    public int size() {
        return ids.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return ids.length == 0;
    }

    /** The id at a position in ascending order. */
    public long get(int position) {
        return ids[position];
    }

    /** Whether an id is in the set. */
    public boolean contains(long id) {
        return indexOf(id) >= 0;
    }

    /** The position of an id in ascending order, or -1. */
    public int indexOf(long id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }

    /** This set and one more id. */
    public IdSet with(long id) {
        if (contains(id)) {
            return this;
        }
        int at = 0;
        while (at < ids.length && Long.compareUnsigned(ids[at], id) < 0) {
            at++;
        }
        long[] grown = new long[ids.length + 1];
        System.arraycopy(ids, 0, grown, 0, at);
        grown[at] = id;
        System.arraycopy(ids, at, grown, at + 1, ids.length - at);
        return new IdSet(grown);
    }

    /** This set without one id. */
    public IdSet without(long id) {
        if (!contains(id)) {
            return this;
        }
        long[] rest = Arrays.stream(ids).filter(candidate -> candidate != id).toArray();
        return rest.length == 0 ? EMPTY : new IdSet(rest);
    }

    /** What is in this set, the other, or both. */
    public IdSet union(IdSet other) {
        IdSet all = this;
        for (long id : other.ids) {
            all = all.with(id);
        }
        return all;
    }

    /** How many ids are in exactly one of the two sets. */
    public int differences(IdSet other) {
        return 2 * union(other).size() - size() - other.size();
    }

    /** A copy, in ascending order. */
    public long[] toArray() {
        return ids.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdSet set && Arrays.equals(ids, set.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    /** In the form {@code (1 2 a)}: ascending, hexadecimal. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < ids.length; i++) {
            text.append(i == 0 ? "" : " ").append(Long.toHexString(ids[i]));
        }
        return text.append(')').toString();
    }
}
