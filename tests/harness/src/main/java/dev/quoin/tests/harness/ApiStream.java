package dev.quoin.tests.harness;

import com.google.protobuf.Message;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream in both directions. Answers wait here until they are taken; a few at a time, the rest waits at the server. */
public final class ApiStream implements AutoCloseable {

    private static final int WINDOW = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ClientCall<Message, Message> call;

    /** Messages, then the status the stream ended with. Never more than asked for, and one status. */
    private final BlockingQueue<Object> arrived = new ArrayBlockingQueue<>(WINDOW + 1);

    ApiStream(ClientCall<Message, Message> call) {
        this.call = call;
        call.start(new Arrivals(), new Metadata());
        call.request(WINDOW);
    }

    /** Sends a request. */
    public void send(Message request) {
        call.sendMessage(request);
    }

    /** Says that no request follows. */
    public void halfClose() {
        call.halfClose();
    }

    /**
     * The next answer.
     *
     * @throws StatusRuntimeException if the stream has ended instead
     * @throws AssertionError if nothing comes
     */
    public <R extends Message> R next(Class<R> response) {
        Object next = take();
        if (next instanceof Status status) {
            throw new StatusRuntimeException(status);
        }
        call.request(1);
        return response.cast(next);
    }

    /** Waits for the end of the stream, which must be the next thing to come. */
    public Status awaitEnd() {
        Object next = take();
        if (next instanceof Status status) {
            return status;
        }
        throw new AssertionError("a message instead of the end of the stream: " + next);
    }

    private Object take() {
        try {
            Object next = arrived.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("nothing came on the stream in " + PATIENCE);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting on the stream", e);
        }
    }

    @Override
    public void close() {
        call.cancel("closed by the test", null);
    }

    private final class Arrivals extends ClientCall.Listener<Message> {
        @Override
        public void onMessage(Message message) {
            arrived.add(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            arrived.offer(status);
        }
    }
}
