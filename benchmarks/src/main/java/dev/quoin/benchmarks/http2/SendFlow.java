package dev.quoin.benchmarks.http2;

import io.netty.handler.codec.http2.Http2Settings;
import java.util.ArrayDeque;
import java.util.Deque;

/** What the server lets one connection send, and the calls that wait for it to let more through. */
final class SendFlow {
    private static final int DEFAULT_WINDOW = 65_535;
    private static final int DEFAULT_FRAME = 16_384;

    private final Deque<GrpcCall> unfinished = new ArrayDeque<>();
    private long connectionWindow = DEFAULT_WINDOW;
    private int initialWindow = DEFAULT_WINDOW;
    private int maxFrame = DEFAULT_FRAME;
    private long maxStreams = Long.MAX_VALUE;

    long initialWindow() {
        return initialWindow;
    }

    boolean mayOpen(int openStreams) {
        return openStreams < maxStreams;
    }

    /** Answers by how much the windows of open streams change. */
    int apply(Http2Settings settings) {
        Integer frame = settings.maxFrameSize();
        Long streams = settings.maxConcurrentStreams();
        Integer window = settings.initialWindowSize();
        maxFrame = frame == null ? maxFrame : frame;
        maxStreams = streams == null ? maxStreams : streams;
        int change = window == null ? 0 : window - initialWindow;
        initialWindow += change;
        return change;
    }

    void widenConnection(int bytes) {
        connectionWindow += bytes;
    }

    /** Sends a call's data, as much as may go now; the rest waits. */
    void send(GrpcCall call, FrameOutput out) {
        if (!pump(call, out)) {
            unfinished.add(call);
        }
    }

    void resume(FrameOutput out) {
        if (!unfinished.isEmpty()) {
            unfinished.removeIf(call -> pump(call, out));
        }
    }

    void forget(GrpcCall call) {
        if (!unfinished.isEmpty()) {
            unfinished.remove(call);
        }
    }

    private boolean pump(GrpcCall call, FrameOutput out) {
        while (call.unsent() > 0) {
            int length =
                    (int) Math.min(Math.min(call.unsent(), maxFrame), Math.min(call.sendWindow(), connectionWindow));
            if (length <= 0) {
                return false;
            }
            out.data(call.streamId(), call.frame(), call.sent(), length, length == call.unsent());
            call.markSent(length);
            connectionWindow -= length;
        }
        return true;
    }
}
