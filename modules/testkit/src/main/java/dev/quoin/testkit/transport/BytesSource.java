package dev.quoin.testkit.transport;

import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSource;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** A snapshot of bytes at hand. */
final class BytesSource implements SnapshotSource {
    private final ByteBuffer content;
    final AtomicBoolean closed = new AtomicBoolean();

    BytesSource(byte[] content) {
        this.content = ByteBuffer.wrap(content);
    }

    @Override
    public SnapshotMeta meta() {
        return new SnapshotMeta(1, 1, Membership.empty());
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
