package dev.quoin.transport.grpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Memory for large answers: used again, and given back when it is not. */
final class LargePiecesTest {
    private static final int LARGE = 200 << 10;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final LargePieces pieces = new LargePieces();

    @Test
    void isUsedAgain() {
        Set<Long> first = lendAndRelease(10);
        assertThat(lendAndRelease(10)).isEqualTo(first);
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void comesBackWithItsLastPart() {
        ByteBuf whole = pieces.lend(allocator, LARGE);
        long address = whole.memoryAddress();
        ByteBuf part = whole.setIndex(0, LARGE).readRetainedSlice(1000);
        assertThat(part.memoryAddress()).isEqualTo(address);
        whole.release();
        assertThat(lendAndRelease(1)).doesNotContain(address);
        part.release();
        assertThat(lendAndRelease(2)).contains(address);
    }

    @Test
    void theUnusedIsGivenBackByHalves() {
        lendAndRelease(8);
        pieces.trim();
        assertThat(pieces.kept()).as("a first look").isEqualTo(8);
        pieces.trim();
        assertThat(pieces.kept()).isEqualTo(4);
        lendAndRelease(3);
        pieces.trim();
        assertThat(pieces.kept()).as("three of four were in use").isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            pieces.trim();
        }
        assertThat(pieces.kept()).isZero();
    }

    @Test
    void nothingIsKeptAfterTheEnd() {
        ByteBuf late = pieces.lend(allocator, LARGE);
        lendAndRelease(3);
        pieces.close();
        late.release();
        assertThat(pieces.kept()).isZero();
        assertThatThrownBy(late::memoryAddress).isInstanceOf(RuntimeException.class);
    }

    @Test
    void otherSizesAreTheAllocators() {
        for (int bytes : new int[] {5000, LargePieces.SIZE + 1}) {
            ByteBuf memory = pieces.lend(allocator, bytes);
            assertThat(memory.capacity()).isEqualTo(bytes);
            assertThat(allocator.metric().usedDirectMemory()).isEqualTo(bytes);
            memory.release();
        }
        assertThat(pieces.kept()).isZero();
    }

    private Set<Long> lendAndRelease(int count) {
        List<ByteBuf> lent = new ArrayList<>();
        Set<Long> addresses = new HashSet<>();
        for (int i = 0; i < count; i++) {
            ByteBuf memory = pieces.lend(allocator, LARGE);
            memory.setByte(LARGE - 1, i);
            addresses.add(memory.memoryAddress());
            lent.add(memory);
        }
        lent.forEach(ByteBuf::release);
        return addresses;
    }
}
