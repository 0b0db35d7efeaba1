package dev.quoin.ctl.client;

import com.google.protobuf.Message;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream in both directions. One answer is asked for at a time, so a server waits for a reader that is slow, and no
 * more than two
 * events ever wait here.
 */
final class Duplex<R extends Message> implements AutoCloseable {
    private final ClientCall<Message, Message> call;
    private final Class<R> type;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile @Nullable RpcException failure;

    private sealed interface Event {
        record Answer(Message message) implements Event {}

        record End(Status status) implements Event {}
    }

    Duplex(ClientCall<Message, Message> call, Metadata headers, Class<R> type) {
        this.call = call;
        this.type = type;
        call.start(new Receiver(), headers);
        call.request(1);
    }

    private final class Receiver extends ClientCall.Listener<Message> {
        @Override
        public void onMessage(Message message) {
            events.add(new Event.Answer(message));
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            events.add(new Event.End(status));
        }
    }

    /** Sends a request; after the end of the stream, it does nothing. */
    synchronized void send(Message request) {
        if (failure == null) {
            call.sendMessage(request);
        }
    }

    /**
     * The next answer, or null if none came in time.
     *
     * @throws RpcException if the stream has ended
     */
    @Nullable
    R next(Duration patience) throws RpcException, InterruptedException {
        RpcException before = failure;
        if (before != null) {
            throw before;
        }
        Event event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        switch (event) {
            case null -> {
                return null;
            }
            case Event.Answer(Message message) -> {
                call.request(1);
                return type.cast(message);
            }
            case Event.End(Status status) -> {
                RpcException end = RpcException.of(status);
                failure = end;
                throw end;
            }
        }
    }

    @Override
    public void close() {
        call.cancel("closed", null);
    }
}
