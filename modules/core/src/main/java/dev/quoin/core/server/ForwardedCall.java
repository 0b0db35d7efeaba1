package dev.quoin.core.server;

import dev.quoin.api.auth.Identity;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A call that passes everything on to another one; subclasses change some of it. */
abstract class ForwardedCall implements Call {
    /** The call that everything goes to. */
    final Call call;

    ForwardedCall(Call call) {
        this.call = call;
    }

    @Override
    public void send(ByteBuffer message) {
        call.send(message);
    }

    @Override
    public void send(List<ByteBuffer> parts) {
        call.send(parts);
    }

    @Override
    public void close(StatusCode code, String message) {
        call.close(code, message);
    }

    @Override
    public String method() {
        return call.method();
    }

    @Override
    public @Nullable String header(String name) {
        return call.header(name);
    }

    @Override
    public String remoteAddress() {
        return call.remoteAddress();
    }

    @Override
    public Identity identity() {
        return call.identity();
    }

    @Override
    public long deadlineNanos() {
        return call.deadlineNanos();
    }

    @Override
    public Executor loop() {
        return call.loop();
    }

    @Override
    public ByteBuffer allocate(int size) {
        return call.allocate(size);
    }

    @Override
    public boolean isReady() {
        return call.isReady();
    }

    @Override
    public void request(int messages) {
        call.request(messages);
    }

    @Override
    public boolean isCancelled() {
        return call.isCancelled();
    }
}
