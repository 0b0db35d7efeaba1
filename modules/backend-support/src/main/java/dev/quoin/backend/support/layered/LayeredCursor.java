package dev.quoin.backend.support.layered;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.ValueTaker;
import java.nio.ByteBuffer;

/** Keeps a cursor's moves within the life of its view. */
final class LayeredCursor implements Cursor {
    private final LayeredView view;
    private final Cursor merged;
    private boolean closed;

    LayeredCursor(LayeredView view, Cursor merged) {
        this.view = view;
        this.merged = merged;
    }

    @Override
    public boolean first() {
        begin();
        try {
            return merged.first();
        } finally {
            view.done();
        }
    }

    @Override
    public boolean last() {
        begin();
        try {
            return merged.last();
        } finally {
            view.done();
        }
    }

    @Override
    public boolean seek(byte[] key) {
        begin();
        try {
            return merged.seek(key);
        } finally {
            view.done();
        }
    }

    @Override
    public boolean seekBefore(byte[] key) {
        begin();
        try {
            return merged.seekBefore(key);
        } finally {
            view.done();
        }
    }

    @Override
    public boolean next() {
        begin();
        try {
            return merged.next();
        } finally {
            view.done();
        }
    }

    @Override
    public boolean nextValues(ValueTaker taker) {
        begin();
        try {
            return merged.nextValues(taker);
        } finally {
            view.done();
        }
    }

    @Override
    public boolean previous() {
        begin();
        try {
            return merged.previous();
        } finally {
            view.done();
        }
    }

    @Override
    public ByteBuffer key() {
        begin();
        try {
            return merged.key();
        } finally {
            view.done();
        }
    }

    @Override
    public ByteBuffer value() {
        begin();
        try {
            return merged.value();
        } finally {
            view.done();
        }
    }

    private void begin() {
        view.begin();
        if (closed) {
            view.done();
            throw new StorageException(StorageException.Kind.CLOSED, "the cursor is closed");
        }
    }

    @Override
    public void close() {
        if (view.tryBegin()) {
            try {
                if (!closed) {
                    closed = true;
                    merged.close();
                }
            } finally {
                view.done();
            }
        }
    }
}
