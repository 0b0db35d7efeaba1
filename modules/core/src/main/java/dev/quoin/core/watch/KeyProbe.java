package dev.quoin.core.watch;

import dev.quoin.core.store.Keys;
import java.util.Arrays;

/** A byte string as a key of a hash map. One that is not in a map may be pointed at key after key. */
final class KeyProbe {
    private byte[] key = Keys.EMPTY;
    private int hash;

    KeyProbe pointAt(byte[] newKey) {
        key = newKey;
        hash = Arrays.hashCode(newKey);
        return this;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyProbe probe && Arrays.equals(key, probe.key);
    }
}
