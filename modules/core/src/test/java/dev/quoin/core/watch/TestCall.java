package dev.quoin.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.api.transport.StreamHandler;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.WatchRequest;
import dev.quoin.protocol.rpc.WatchResponse;
import dev.quoin.testkit.transport.MemoryCall;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection in memory: what the client sends is delivered as far as it was asked for, what the server sends is decoded and kept, and once more than a
 * window of bytes waits for the client the call is not ready until the client has read. Safe for any thread.
 */
final class TestCall extends MemoryCall {
    private final ArrayDeque<ByteBuffer> toServer = new ArrayDeque<>();
    private final List<WatchResponse> responses = new ArrayList<>();
    private long window = Long.MAX_VALUE;
    private long unread;
    private long mostUnread;
    private int asked;
    private CallListener listener;
    private StatusCode status;
    private String statusText;
    private boolean cancelled;

    TestCall() {
        super(EtcdMethods.WATCH.path(), Runnable::run);
    }

    static TestCall open(StreamHandler handler) {
        TestCall call = new TestCall();
        CallListener listener = handler.open(call);
        synchronized (call) {
            call.listener = listener;
        }
        return call;
    }

    /** The client sends. */
    synchronized void clientSends(WatchRequest request) {
        clientSends(ByteBuffer.wrap(request.toByteArray()));
    }

    synchronized void clientSends(ByteBuffer bytes) {
        toServer.add(bytes);
        deliver();
    }

    private void deliver() {
        while (listener != null && !cancelled && status == null && asked > 0 && !toServer.isEmpty()) {
            asked--;
            listener.onMessage(toServer.remove());
        }
    }

    /** From now on the call is not ready once so many bytes wait to be read; nothing is read but by {@link #clientReads}. */
    synchronized void slowDown(long bytes) {
        clientReads(bytes);
    }

    /** The client reads all that was sent. */
    synchronized void clientReads() {
        clientReads(window);
    }

    /** From now on everything is read at once. */
    synchronized void speedUp() {
        clientReads(Long.MAX_VALUE);
    }

    private void clientReads(long newWindow) {
        boolean wasReady = isReady();
        unread = 0;
        window = newWindow;
        if (!wasReady && isReady()) {
            listener.onReady();
        }
    }

    synchronized void clientCancels() {
        cancelled = true;
        listener.onCancel();
    }

    synchronized void clientHalfCloses() {
        listener.onHalfClose();
    }

    /** Requests that the server has not taken yet. */
    synchronized int waitingRequests() {
        return toServer.size();
    }

    synchronized long mostUnread() {
        return mostUnread;
    }

    /** The responses since this was asked last. */
    synchronized List<WatchResponse> takeResponses() {
        List<WatchResponse> taken = List.copyOf(responses);
        responses.clear();
        return taken;
    }

    /** Waits until there are some. */
    synchronized List<WatchResponse> awaitResponses() throws InterruptedException {
        while (responses.isEmpty()) {
            assertThat(status).isNull();
            wait();
        }
        return takeResponses();
    }

    synchronized StatusCode status() {
        return status;
    }

    synchronized String statusText() {
        return statusText;
    }

    @Override
    protected synchronized void received(byte[] message) {
        assertThat(status).as("ended before it sends").isNull();
        if (!cancelled) {
            responses.add(decode(message));
            unread += message.length;
            mostUnread = Math.max(mostUnread, unread);
            notifyAll();
        }
    }

    /** What is written by hand must be what protobuf itself would write. */
    private static WatchResponse decode(byte[] bytes) {
        try {
            WatchResponse response = WatchResponse.parseFrom(bytes);
            assertThat(response.toByteArray()).isEqualTo(bytes);
            return response;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized void close(StatusCode code, String message) {
        status = code;
        statusText = message;
        notifyAll();
    }

    @Override
    public synchronized boolean isReady() {
        return !cancelled && unread < window;
    }

    @Override
    public synchronized void request(int messages) {
        asked += messages;
        deliver();
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }
}
