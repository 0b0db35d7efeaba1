package dev.quoin.transport.http.gateway;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.net.loop.DeadlineWheel;
import dev.quoin.net.loop.LoopQueue;
import dev.quoin.transport.http.json.ResponseJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all calls of the gateway have in common: who asks what until when. */
abstract class HttpCall implements Call {
    private static final Logger LOG = LoggerFactory.getLogger(HttpCall.class);

    private final CallHead head;
    private final LoopQueue loop;
    private DeadlineWheel.@Nullable Entry watched;
    private @Nullable Identity identity;
    private volatile boolean cancelled;

    HttpCall(CallHead head) {
        this.head = head;
        loop = head.exchange().connection().loop();
    }

    /** Ends the call for a reason that is not its handler's; on the event loop. */
    abstract void endFromOutside(StatusCode code, String message);

    final void watchDeadline() {
        if (head.deadlineNanos() != Long.MAX_VALUE) {
            watched = loop.deadlines()
                    .add(
                            head.deadlineNanos(),
                            () -> endFromOutside(StatusCode.DEADLINE_EXCEEDED, "context deadline exceeded"));
        }
    }

    final void stopWatching() {
        if (watched != null) {
            watched.cancel();
        }
    }

    final void setCancelled() {
        cancelled = true;
    }

    /** The handler's own code failed. */
    final void handlerFailed(Throwable cause) {
        LOG.error("the handler of {} failed", method(), cause);
        endFromOutside(StatusCode.INTERNAL, "internal error: " + cause);
    }

    final CallHead head() {
        return head;
    }

    final LoopQueue queue() {
        return loop;
    }

    /** A response as JSON. */
    final String json(ByteBuffer message) {
        try {
            Message response =
                    head.method().response().getParserForType().parseFrom(CodedInputStream.newInstance(message));
            return ResponseJson.write(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final String method() {
        return head.method().path();
    }

    @Override
    public final @Nullable String header(String name) {
        return head.header(name);
    }

    @Override
    public final String remoteAddress() {
        return head.exchange().connection().remoteAddress();
    }

    @Override
    public final Identity identity() {
        if (identity == null) {
            identity = head.identity();
        }
        return identity;
    }

    @Override
    public final long deadlineNanos() {
        return head.deadlineNanos();
    }

    @Override
    public final Executor loop() {
        return loop;
    }

    @Override
    public final ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size);
    }

    @Override
    public final void send(List<ByteBuffer> parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(whole::put);
        send(whole.flip());
    }

    @Override
    public final boolean isCancelled() {
        return cancelled;
    }
}
