package dev.quoin.tests.metamorphic;

import com.google.protobuf.Message;
import dev.quoin.api.host.Agent;
import dev.quoin.api.transport.ApiHandler;
import dev.quoin.api.transport.ApiMethod;
import dev.quoin.api.transport.CallListener;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.testkit.host.SimHost;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls a node's API as a transport does, on an event loop, in virtual time. */
final class ApiDriver implements AutoCloseable {
    private final SimHost host;
    private final ApiHandler api;
    private final Agent loop;
    private final Duration patience;

    /** @param patience how long a unary call may take */
    ApiDriver(SimHost host, ApiHandler api, Duration patience) {
        this.host = host;
        this.api = api;
        this.loop = host.startAgent("client-loop", 1 << 12, () -> {});
        this.patience = patience;
    }

    /** Calls a unary method and waits for its end. */
    RecordedCall call(EtcdMethods method, Message request, boolean requiresLeader) {
        return call(method, request, new RecordedCall(method.path(), this::onLoop, requiresLeader));
    }

    /** The same for somebody. @param token of the user, or null */
    RecordedCall callAs(@Nullable String token, EtcdMethods method, Message request) {
        return call(method, request, new RecordedCall(method.path(), this::onLoop, false).as(token));
    }

    private RecordedCall call(EtcdMethods method, Message request, RecordedCall call) {
        if (!(api.method(method.path()) instanceof ApiMethod.Unary unary)) {
            throw new IllegalArgumentException(method + " is not unary");
        }
        onLoop(() -> unary.handler().handle(call, ByteBuffer.wrap(request.toByteArray())));
        host.simulation().runUntil(method + " is answered", call::isEnded, patience);
        return call;
    }

    /** Opens a stream and sends one message; what comes back collects in the call. */
    RecordedCall stream(EtcdMethods method, Message request, boolean requiresLeader) {
        return stream(method, request, new RecordedCall(method.path(), this::onLoop, requiresLeader));
    }

    /** The same for somebody. @param token of the user, or null */
    RecordedCall streamAs(@Nullable String token, EtcdMethods method, Message request) {
        return stream(method, request, new RecordedCall(method.path(), this::onLoop, false).as(token));
    }

    private RecordedCall stream(EtcdMethods method, Message request, RecordedCall call) {
        if (!(api.method(method.path()) instanceof ApiMethod.Streaming streaming)) {
            throw new IllegalArgumentException(method + " is not a stream");
        }
        onLoop(() -> {
            CallListener listener = streaming.handler().open(call);
            call.listener(listener);
            listener.onMessage(ByteBuffer.wrap(request.toByteArray()));
        });
        return call;
    }

    private void onLoop(Runnable task) {
        if (!loop.offer(task)) {
            throw new IllegalStateException("the loop's inbox is full");
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
