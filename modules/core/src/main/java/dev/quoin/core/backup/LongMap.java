package dev.quoin.core.backup;

/** Numbers by numbers other than 0, without an object for each: 16 bytes a place, at most two thirds of them taken. */
final class LongMap {
    private long[] keys = new long[1 << 12];
    private long[] values = new long[1 << 12];
    private int count;

    /** The number of a key, 0 where there is none. */
    long get(long key) {
        return values[place(key)];
    }

    void put(long key, long value) {
        int at = place(key);
        if (keys[at] == 0) {
            if (3L * (count + 1) > 2L * keys.length) {
                grow();
                at = place(key);
            }
            keys[at] = key;
            count++;
        }
        values[at] = value;
    }

    private int place(long key) {
        int at = (int) (key ^ key >>> 32) & keys.length - 1;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new long[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }

    /**
     * A number for a byte string, never 0; of a million strings two have the same with a chance of one in thirty
     * million.
     */
    static long hash(byte[] text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text) {
            hash = (hash ^ Byte.toUnsignedLong(b)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0xd6e8feb86659fd93L;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }
}
