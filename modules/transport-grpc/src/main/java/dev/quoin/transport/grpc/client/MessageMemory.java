package dev.quoin.transport.grpc.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The memory a call has lent for messages. Small messages get heap memory: they are copied behind their frame's header when sent, and the collector takes
 * them for next to nothing. Larger ones get pooled direct memory with room for gRPC's prefix in front, which goes to the socket as it is.
 *
 * <p>Used by the one thread that uses the call.
 */
final class MessageMemory {
    /** Bytes in front of each message: a compression flag and the length. */
    static final int PREFIX = 5;

    /** Up to here a copy is cheaper than a pooled buffer's course through the channel. */
    static final int SMALL = 4096;

    /** Takes back pooled memory that was never sent. */
    private static final Cleaner CLEANER = Cleaner.create(
            task -> Thread.ofPlatform().name("message-memory").daemon().unstarted(task));

    private @Nullable Loan first;
    private @Nullable Loan last;

    ByteBuffer allocate(LargePieces pieces, ByteBufAllocator allocator, int size) {
        if (size <= SMALL) {
            return ByteBuffer.allocate(size);
        }
        ByteBuf memory = pieces.lend(allocator, PREFIX + size);
        ByteBuffer view = memory.nioBuffer(PREFIX, size).slice();
        Loan loan = new Loan(view, memory);
        if (last == null) {
            first = loan;
        } else {
            last.next = loan;
        }
        last = loan;
        return view;
    }

    /**
     * The memory behind a buffer that was allocated here, with the reader index where the buffer's position is and the prefix's room before it; null for
     * any other buffer.
     */
    @Nullable
    ByteBuf take(ByteBuffer view) {
        Loan before = null;
        for (Loan loan = first; loan != null; before = loan, loan = loan.next) {
            if (loan.view == view) {
                unlink(before, loan);
                ByteBuf memory = loan.take();
                memory.setIndex(PREFIX + view.position(), PREFIX + view.limit());
                return memory;
            }
        }
        return null;
    }

    private void unlink(@Nullable Loan before, Loan loan) {
        if (before == null) {
            first = loan.next;
        } else {
            before.next = loan.next;
        }
        if (last == loan) {
            last = before;
        }
    }

    private static final class Loan {
        final ByteBuffer view;
        private final Return back;
        private final Cleaner.Cleanable cleanable;

        @Nullable
        Loan next;

        Loan(ByteBuffer view, ByteBuf memory) {
            this.view = view;
            back = new Return(memory);
            cleanable = CLEANER.register(view, back);
        }

        ByteBuf take() {
            back.done.set(true);
            cleanable.clean();
            return back.memory;
        }
    }

    /** Knows the memory but not the view, whose end it waits for. */
    private static final class Return implements Runnable {
        final ByteBuf memory;
        final AtomicBoolean done = new AtomicBoolean();

        Return(ByteBuf memory) {
            this.memory = memory;
        }

        @Override
        public void run() {
            if (done.compareAndSet(false, true)) {
                memory.release();
            }
        }
    }
}
