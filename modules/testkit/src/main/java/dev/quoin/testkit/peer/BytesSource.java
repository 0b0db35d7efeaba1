package dev.quoin.testkit.peer;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/** A channel over bytes in memory. */
final class BytesSource implements ReadableByteChannel {
    private final ByteBuffer content;
    final AtomicBoolean closed = new AtomicBoolean();

    BytesSource(byte[] content) {
        this.content = ByteBuffer.wrap(content);
    }

    @Override
    public int read(ByteBuffer target) {
        if (!content.hasRemaining()) {
            return -1;
        }
        int some = Math.min(content.remaining(), target.remaining());
        target.put(content.slice(content.position(), some));
        content.position(content.position() + some);
        return some;
    }

    @Override
    public boolean isOpen() {
        return !closed.get();
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
