package dev.quoin.transport.grpc.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Queue;
import org.jctools.queues.MpmcArrayQueue;

/**
 * Memory for large answers, in pieces of one size that are kept for the next large answer: an allocator frees what a list of 50 MB leaves behind, and
 * memory that is mapped and zeroed anew costs a fifth of the list. What stays unused is given back by {@link #trim}, half of it at a time.
 *
 * <p>Safe for use by any thread.
 */
final class LargePieces implements AutoCloseable {
    /** Bytes of a piece: a response's largest part, and the prefix in front. */
    static final int SIZE = (256 << 10) + 64;

    /** Smaller ones are left to the allocator. */
    private static final int SMALLEST = 128 << 10;

    private static final int KEPT = 256;

    private final Queue<Piece> free = new MpmcArrayQueue<>(KEPT);
    /** The fewest free pieces since the last trim: so many were not needed. */
    private volatile int unused;

    private volatile boolean closed;

    private record Piece(Arena arena, MemorySegment memory) {
        static Piece allocate() {
            Arena arena = Arena.ofShared();
            return new Piece(arena, arena.allocate(SIZE, 64));
        }

        void free() {
            arena.close();
        }
    }

    /** Memory of exactly that capacity, from the allocator where a whole piece would be a waste. */
    ByteBuf lend(ByteBufAllocator allocator, int bytes) {
        if (bytes < SMALLEST || bytes > SIZE) {
            return allocator.directBuffer(bytes, bytes);
        }
        Piece piece = free.poll();
        int left = free.size();
        if (left < unused) {
            unused = left;
        }
        return new Lent(allocator, piece == null ? Piece.allocate() : piece, bytes);
    }

    private void takeBack(Piece piece) {
        if (closed || !free.offer(piece)) {
            piece.free();
        } else if (closed) {
            close();
        }
    }

    /** Frees half of what was not needed since the last time. */
    void trim() {
        for (int i = (unused + 1) / 2; i > 0; i--) {
            Piece piece = free.poll();
            if (piece != null) {
                piece.free();
            }
        }
        unused = free.size();
    }

    /** How many pieces are kept. */
    int kept() {
        return free.size();
    }

    /** Frees what is kept, and from now on what comes back. */
    @Override
    public void close() {
        closed = true;
        for (Piece piece = free.poll(); piece != null; piece = free.poll()) {
            piece.free();
        }
    }

    /** A piece on its way; comes back when the last part of it was sent. */
    private final class Lent extends UnpooledDirectByteBuf {
        private final Piece piece;

        Lent(ByteBufAllocator allocator, Piece piece, int bytes) {
            super(allocator, piece.memory().asSlice(0, bytes).asByteBuffer(), bytes);
            this.piece = piece;
        }

        // Netty passes an address to the socket; without one it asks the virtual machine for it, frame by frame.
        @Override
        public boolean hasMemoryAddress() {
            return true;
        }

        @Override
        public long memoryAddress() {
            ensureAccessible();
            return piece.memory().address();
        }

        @Override
        protected void deallocate() {
            super.deallocate();
            takeBack(piece);
        }
    }
}
