package dev.quoin.testkit.transport;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** A call as its handler sees it: what happens to it, in order, for a test to wait for. */
final class RecordingListener implements CallListener {
    static final String HALF_CLOSE = "half-close";
    static final String READY = "ready";
    static final String CANCEL = "cancel";

    private static final int PATIENCE_SECONDS = 30;

    final Call call;
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

    RecordingListener(Call call) {
        this.call = call;
    }

    @Override
    public void onMessage(ByteBuffer message) {
        events.add(TestApi.bytes(message));
    }

    @Override
    public void onHalfClose() {
        events.add(HALF_CLOSE);
    }

    @Override
    public void onReady() {
        events.add(READY);
    }

    @Override
    public void onCancel() {
        events.add(CANCEL);
    }

    /** The next event: the bytes of a message, or one of the words above. */
    Object next() throws InterruptedException {
        Object event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Assertions.assertThat(event).as("an event of the call").isNotNull();
        return event;
    }

    /** Passes over what comes before this event. */
    void await(String word) throws InterruptedException {
        Object event = next();
        while (!event.equals(word)) {
            event = next();
        }
    }

    /** Returns the events that have happened and were not taken. */
    boolean isQuiet() {
        return events.isEmpty();
    }
}
