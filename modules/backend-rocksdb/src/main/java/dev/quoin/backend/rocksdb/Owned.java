package dev.quoin.backend.rocksdb;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Native objects that belong together: freed in the reverse order of their making, also when making the next one fails.
 */
final class Owned implements AutoCloseable {
    private final Deque<AutoCloseable> objects = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T object) {
        objects.push(object);
        return object;
    }

    @Override
    public void close() {
        while (!objects.isEmpty()) {
            try {
                objects.pop().close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a native object can not be freed", e);
            }
        }
    }
}
