package dev.quoin.transport.grpc.client;

import dev.quoin.api.auth.Identity;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.net.loop.DeadlineWheel;
import dev.quoin.net.loop.LoopQueue;
import dev.quoin.transport.grpc.client.MessageReader.MalformedRequest;
import dev.quoin.transport.grpc.http2.Http2Connection;
import dev.quoin.transport.grpc.http2.RequestHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Error;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all calls have in common: who asks what until when, and how a call ends from outside. */
abstract class GrpcCall extends MessageStream implements Call, MessageReader.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcCall.class);

    private final CallOpener client;
    private final String path;
    private final RequestHeaders headers;
    private final long deadline;
    private final MessageReader reader;
    private DeadlineWheel.@Nullable Entry watched;
    private @Nullable Identity identity;
    private boolean headersSent;
    private boolean delivering;
    private int held;
    private volatile boolean cancelled;

    GrpcCall(CallOpener client, Http2Connection connection, int id, CallHead head) {
        super(connection, id);
        this.client = client;
        this.path = head.path();
        this.headers = head.headers();
        this.deadline = head.deadlineNanos();
        this.reader = new MessageReader(client.service().limits().maxMessageBytes(), head.gzip());
    }

    // ---- what handlers ask

    @Override
    public final String method() {
        return path;
    }

    @Override
    public final @Nullable String header(String name) {
        CharSequence value = headers.value(name);
        return value == null ? null : value.toString();
    }

    @Override
    public final String remoteAddress() {
        return client.remoteAddress();
    }

    @Override
    public final Identity identity() {
        if (identity == null) {
            identity = client.identify(headers);
        }
        return identity;
    }

    @Override
    public final long deadlineNanos() {
        return deadline;
    }

    @Override
    public final Executor loop() {
        return connection().loop();
    }

    @Override
    public final ByteBuffer allocate(int size) {
        return lend(client.service().pieces(), size);
    }

    @Override
    public final boolean isCancelled() {
        return cancelled;
    }

    // ---- for the kinds of calls; on the event loop

    final LoopQueue queue() {
        return connection().loop();
    }

    /** The handler's own code failed. */
    final void handlerFailed(Throwable cause) {
        LOG.error("the handler of {} failed", path, cause);
        endFromOutside(StatusCode.INTERNAL, "internal error: " + cause);
    }

    /** Tells the handler that its call is over. */
    abstract void told();

    /** Whether the handler has ended the call already, so that it is told nothing more. */
    abstract boolean isEndedByHandler();

    /** Ends a call that its handler has not ended. */
    final void endFromOutside(StatusCode code, String message) {
        if (isClosed() || cancelled) {
            return;
        }
        boolean tell = !isEndedByHandler();
        cancelled = true;
        if (pendingBytes() > 0 || !tell) {
            // Half a message was sent: no status can follow it.
            reset(Http2Error.CANCEL);
        } else {
            endWith(code, message);
        }
        if (tell) {
            told();
        }
    }

    final void endWith(StatusCode code, String message) {
        sendTrailers(headersSent ? Responses.trailers(code, message) : Responses.trailersOnly(code, message));
    }

    final void respond(Object message) {
        if (!headersSent) {
            headersSent = true;
            sendHeaders(Responses.HEADERS);
        }
        sendMessage(message);
    }

    // ---- the stream's events

    @Override
    protected void opened() {
        if (deadline != Long.MAX_VALUE) {
            watched = queue().deadlines()
                    .add(deadline, () -> endFromOutside(StatusCode.DEADLINE_EXCEEDED, "context deadline exceeded"));
        }
    }

    /** Delivers what is wanted, of what was kept and of this. */
    final void read(ByteBuf data) {
        delivering = true;
        try {
            reader.read(data, allocator(), this);
        } catch (MalformedRequest e) {
            endFromOutside(e.code(), String.valueOf(e.getMessage()));
        } finally {
            delivering = false;
        }
        if (isClosed()) {
            reader.release();
        }
        if (!holdKept()) {
            endFromOutside(StatusCode.RESOURCE_EXHAUSTED, "etcdserver: too many requests");
        }
    }

    private boolean holdKept() {
        int kept = reader.keptBytes();
        if (kept == held) {
            return true;
        }
        int more = kept - held;
        held = kept;
        return connection().hold(more) || more < 0;
    }

    final int keptBytes() {
        return reader.keptBytes();
    }

    final boolean isDelivering() {
        return delivering;
    }

    /** Runs handler code during which nothing further is to be delivered. */
    final void undisturbed(Runnable handlerCode) {
        delivering = true;
        try {
            handlerCode.run();
        } finally {
            delivering = false;
        }
    }

    @Override
    protected final void aborted() {
        if (!cancelled) {
            cancelled = true;
            if (!isEndedByHandler()) {
                told();
            }
        }
    }

    @Override
    protected final void ended() {
        if (watched != null) {
            watched.cancel();
        }
        if (!delivering) {
            reader.release();
            holdKept();
        }
    }
}
