package dev.quoin.transport.grpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Memory for messages: found again when sent, in whatever order, and taken back when not. */
final class MessageMemoryTest {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final LargePieces pieces = new LargePieces();
    private final MessageMemory memory = new MessageMemory();

    @Test
    void isFoundAgainInAnyOrder() {
        List<ByteBuffer> lent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ByteBuffer buffer = memory.allocate(pieces, allocator, 5000 + i);
            lent.add(buffer.put(0, (byte) i));
        }
        Collections.shuffle(lent, new Random(5));
        for (ByteBuffer buffer : lent) {
            ByteBuf own = memory.take(buffer);
            assertThat(own.readerIndex()).isEqualTo(MessageMemory.PREFIX);
            assertThat(own.readableBytes()).isEqualTo(5000 + own.getByte(MessageMemory.PREFIX));
            assertThat(memory.take(buffer)).isNull();
            own.release();
        }
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void keepsToThePartThatWasFilled() {
        ByteBuffer buffer = memory.allocate(pieces, allocator, 10_000);
        buffer.putInt(1).putInt(2).putInt(3).flip().position(4);
        ByteBuf own = memory.take(buffer);
        assertThat(own.readableBytes()).isEqualTo(8);
        assertThat(own.readInt()).isEqualTo(2);
        own.release();
    }

    @Test
    void othersMemoryIsNotTaken() {
        memory.allocate(pieces, allocator, 10_000);
        assertThat(memory.take(ByteBuffer.allocate(10_000))).isNull();
        assertThat(memory.take(memory.allocate(pieces, allocator, 10))).isNull();
    }

    @Test
    void theCollectorTakesBackWhatWasNeverSent() {
        lendAndForget();
        while (allocator.metric().usedDirectMemory() > 0) {
            System.gc();
            Thread.onSpinWait();
        }
    }

    private void lendAndForget() {
        MessageMemory call = new MessageMemory();
        for (int i = 0; i < 100; i++) {
            call.allocate(pieces, allocator, 10_000);
        }
    }
}
