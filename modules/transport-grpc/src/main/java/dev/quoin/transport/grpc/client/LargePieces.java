package dev.quoin.transport.grpc.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** The last that came back first, because processors still have it in their caches. Guarded by itself: a list of 50 MB takes 200. */
    private final ArrayDeque<Piece> free = new ArrayDeque<>(KEPT);
    /** The fewest free pieces since the last trim: so many were not needed. */
    private int unused;

    private boolean closed;

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
        Piece piece = take();
        return new Lent(allocator, piece == null ? Piece.allocate() : piece, bytes);
    }

    private @Nullable Piece take() {
        synchronized (free) {
            Piece piece = free.pollFirst();
            unused = Math.min(unused, free.size());
            return piece;
        }
    }

    private void takeBack(Piece piece) {
        synchronized (free) {
            if (!closed && free.size() < KEPT) {
                free.addFirst(piece);
                return;
            }
        }
        piece.free();
    }

    /** Frees half of what was not needed since the last time. */
    void trim() {
        List<Piece> surplus = new ArrayList<>();
        synchronized (free) {
            for (int i = (unused + 1) / 2; i > 0; i--) {
                surplus.add(free.removeLast());
            }
            unused = free.size();
        }
        surplus.forEach(Piece::free);
    }

    /** How many pieces are kept. */
    int kept() {
        synchronized (free) {
            return free.size();
        }
    }

    /** Frees what is kept, and from now on what comes back. */
    @Override
    public void close() {
        List<Piece> kept;
        synchronized (free) {
            closed = true;
            kept = List.copyOf(free);
            free.clear();
            unused = 0;
        }
        kept.forEach(Piece::free);
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
