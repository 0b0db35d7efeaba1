package dev.quoin.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What happens to one streaming call, in order. */
final class Recorder implements CallListener {
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    CallListener open(Call call) {
        calls.add(call);
        return this;
    }

    Call call() throws InterruptedException {
        Call call = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(call).as("a call").isNotNull();
        return call;
    }

    Object next() throws InterruptedException {
        Object event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    boolean isQuiet() {
        return events.isEmpty();
    }

    @Override
    public void onMessage(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        events.add(bytes);
    }

    @Override
    public void onHalfClose() {
        events.add("half-close");
    }

    @Override
    public void onReady() {
        events.add("ready");
    }

    @Override
    public void onCancel() {
        events.add("cancel");
    }
}
