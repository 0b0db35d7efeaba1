package dev.quoin.backend.support;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.StorageException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges pending writes over a cursor. While it moves forward, the base stands on the first record at or after the
 * current key that has not been passed; backward, on the last one at or before it. A turn seeks anew.
 */
public final class OverlayCursor implements Cursor {
    private final Cursor base;
    private final Runnable check;
    private final Writes writes;
    private boolean closed;
    private boolean onBase;
    private boolean forward;
    private byte @Nullable [] key;
    /** Null while the record is the base's. */
    private byte @Nullable [] written;

    /**
     * Merges writes over a base with the same bounds.
     *
     * @param check fails when what both belong to has ended; called before each move
     */
    public OverlayCursor(Cursor base, Runnable check, Writes writes) {
        this.base = base;
        this.check = check;
        this.writes = writes;
    }

    @Override
    public boolean first() {
        checkOpen();
        onBase = base.first();
        return settleForward(writes.first());
    }

    @Override
    public boolean last() {
        checkOpen();
        onBase = base.last();
        return settleBackward(writes.last());
    }

    @Override
    public boolean seek(byte[] target) {
        checkOpen();
        onBase = base.seek(target);
        return settleForward(writes.ceiling(target));
    }

    @Override
    public boolean seekBefore(byte[] target) {
        checkOpen();
        onBase = base.seekBefore(target);
        return settleBackward(writes.lower(target));
    }

    @Override
    public boolean next() {
        byte[] here = here();
        if (!forward) {
            onBase = base.seek(here);
        }
        if (onBase && Bytes.compare(base.key(), here) == 0) {
            onBase = base.next();
        }
        return settleForward(writes.higher(here));
    }

    @Override
    public boolean previous() {
        byte[] here = here();
        if (forward) {
            onBase = base.seekBefore(here);
        } else if (onBase && Bytes.compare(base.key(), here) == 0) {
            onBase = base.previous();
        }
        return settleBackward(writes.lower(here));
    }

    private boolean settleForward(Map.@Nullable Entry<byte[], byte[]> from) {
        forward = true;
        Map.Entry<byte[], byte[]> write = from;
        while (write != null) {
            int order = onBase ? Bytes.compare(base.key(), write.getKey()) : 1;
            if (order < 0) {
                return standOnBase();
            }
            if (write.getValue() != PendingWrites.REMOVED) {
                return standOn(write);
            }
            if (order == 0) {
                onBase = base.next();
            }
            write = writes.higher(write.getKey());
        }
        return onBase ? standOnBase() : off();
    }

    private boolean settleBackward(Map.@Nullable Entry<byte[], byte[]> from) {
        forward = false;
        Map.Entry<byte[], byte[]> write = from;
        while (write != null) {
            int order = onBase ? Bytes.compare(base.key(), write.getKey()) : -1;
            if (order > 0) {
                return standOnBase();
            }
            if (write.getValue() != PendingWrites.REMOVED) {
                return standOn(write);
            }
            if (order == 0) {
                onBase = base.previous();
            }
            write = writes.lower(write.getKey());
        }
        return onBase ? standOnBase() : off();
    }

    private boolean standOnBase() {
        key = Bytes.copy(base.key());
        written = null;
        return true;
    }

    private boolean standOn(Map.Entry<byte[], byte[]> write) {
        key = write.getKey();
        written = write.getValue();
        return true;
    }

    private boolean off() {
        key = null;
        written = null;
        return false;
    }

    private byte[] here() {
        checkOpen();
        if (key == null) {
            throw new IllegalStateException("the cursor stands on no record");
        }
        return key;
    }

    @Override
    public ByteBuffer key() {
        return ByteBuffer.wrap(here());
    }

    @Override
    public ByteBuffer value() {
        here();
        return written == null ? base.value() : ByteBuffer.wrap(written);
    }

    private void checkOpen() {
        check.run();
        if (closed) {
            throw new StorageException(StorageException.Kind.CLOSED, "the cursor is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        base.close();
    }
}
