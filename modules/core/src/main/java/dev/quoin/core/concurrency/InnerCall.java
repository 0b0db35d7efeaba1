package dev.quoin.core.concurrency;

import dev.quoin.api.auth.Identity;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A call of this member to its own API on behalf of a client's call. It presents what the client presents, so that it may do what the
 * client may do, and runs on the same loop. It goes on when the client has gone, because what the client began must be undone.
 */
final class InnerCall implements Call {
    /** Takes what the API answers, on the loop of the client's call. */
    interface Answer {
        /** A message has come. */
        void message(ByteBuffer message);

        /** The call has ended. */
        void ended(StatusCode code, String text);
    }

    private final Call client;
    private final String method;
    private final Answer answer;

    InnerCall(Call client, String method, Answer answer) {
        this.client = client;
        this.method = method;
        this.answer = answer;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public @Nullable String header(String name) {
        return client.header(name);
    }

    @Override
    public String remoteAddress() {
        return client.remoteAddress();
    }

    @Override
    public Identity identity() {
        return client.identity();
    }

    @Override
    public long deadlineNanos() {
        return client.deadlineNanos();
    }

    @Override
    public Executor loop() {
        return client.loop();
    }

    @Override
    public ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size);
    }

    @Override
    public void send(ByteBuffer message) {
        client.loop().execute(() -> answer.message(message));
    }

    @Override
    public void send(List<ByteBuffer> parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(part -> whole.put(part.duplicate()));
        send(whole.flip());
    }

    @Override
    public void close(StatusCode code, String text) {
        client.loop().execute(() -> answer.ended(code, text));
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void request(int messages) {
        // The one message of this call is handed over by whoever opened it.
    }

    @Override
    public boolean isCancelled() {
        return false;
    }
}
