package dev.quoin.transport.grpc.peer.dial;

import dev.quoin.transport.grpc.peer.stream.Grpc;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/** Messages that wait to be sent, bounded in number and bytes. Any thread offers; one takes. */
final class OutboundQueue {
    private final MpscArrayQueue<Outbound> messages;
    private final AtomicLong bytes = new AtomicLong();
    private final long maxBytes;

    private record Outbound(List<byte[]> parts, int bytes) {}

    OutboundQueue(int maxMessages, long maxBytes) {
        this.messages = new MpscArrayQueue<>(maxMessages);
        this.maxBytes = maxBytes;
    }

    /** Returns false when it is full. */
    boolean offer(List<byte[]> parts) {
        int size = 0;
        for (int i = 0; i < parts.size(); i++) {
            size += parts.get(i).length;
        }
        if (bytes.addAndGet(size) > maxBytes || !messages.offer(new Outbound(parts, size))) {
            bytes.addAndGet(-size);
            return false;
        }
        return true;
    }

    /** The next message as it goes onto the wire. */
    @Nullable
    ByteBuf poll(ByteBufAllocator memory) {
        Outbound next = messages.poll();
        if (next == null) {
            return null;
        }
        bytes.addAndGet(-next.bytes);
        return Grpc.frame(memory, next.parts, next.bytes);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    void clear() {
        for (Outbound next = messages.poll(); next != null; next = messages.poll()) {
            bytes.addAndGet(-next.bytes);
        }
    }
}
