package dev.quoin.core.read;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.protocol.error.EtcdError;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The course of a call with one request and a long answer: the answer is made piece by piece on a reader thread, and none is made while the client does
 * not take what was sent.
 */
public final class PacedStream implements CallListener, Runnable {
    private final Call call;
    private final Readers readers;
    private final Opener opener;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile @Nullable Pieces pieces;

    /** The answer, as it is made. Used by one thread at a time. */
    public interface Pieces extends AutoCloseable {
        /**
         * Sends some pieces; called while the client takes them.
         *
         * @return true after the last one
         */
        boolean send();

        /** The answer has ended, complete or not; called once. */
        @Override
        default void close() {}
    }

    /** Makes an answer for a request. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Called on the event loop. What it throws becomes the call's error.
         *
         * @param begin takes the answer, now or later on the same loop
         */
        void open(Call call, ByteBuffer request, Consumer<Pieces> begin);
    }

    /** Waits for the one request. */
    public PacedStream(Call call, Readers readers, Opener opener) {
        this.call = call;
        this.readers = readers;
        this.opener = opener;
        call.request(1);
    }

    @Override
    public void onMessage(ByteBuffer message) {
        try {
            opener.open(call, message, this::begin);
        } catch (RuntimeException e) {
            Answers.fail(call, e);
        }
    }

    private void begin(Pieces begun) {
        pieces = begun;
        schedule();
    }

    private void schedule() {
        if (pieces != null && scheduled.compareAndSet(false, true) && !readers.offer(this)) {
            // Nobody else runs it now, and nobody will: it stays scheduled for good.
            Answers.fail(call, EtcdError.REQUEST_TOO_MANY_REQUESTS);
            end();
        }
    }

    @Override
    public void run() {
        boolean over = sendPieces();
        // Only now may another thread take over; what became ready meanwhile is seen here.
        scheduled.set(false);
        if (!over && (call.isReady() || call.isCancelled())) {
            schedule();
        }
    }

    /** True when nothing is left to send. */
    private boolean sendPieces() {
        Pieces rest = pieces;
        if (rest == null) {
            return true;
        }
        try {
            if (!call.isCancelled()) {
                if (!rest.send()) {
                    return false;
                }
                call.close(StatusCode.OK, "");
            }
        } catch (RuntimeException e) {
            Answers.fail(call, e);
        }
        end();
        return true;
    }

    private void end() {
        Pieces ended = pieces;
        pieces = null;
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public void onReady() {
        schedule();
    }

    /** What is left is closed where it is made, so that nobody closes it under the maker's hands. */
    @Override
    public void onCancel() {
        schedule();
    }
}
