package dev.quoin.benchmarks.http2;

import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The calls on one connection: those on a stream, and those that wait because the server takes no more at a time. */
final class Calls {
    private final IntObjectHashMap<GrpcCall> open = new IntObjectHashMap<>();
    private final Deque<GrpcCall> queued = new ArrayDeque<>();
    private final SendFlow flow = new SendFlow();
    private final RequestHeaders headers;
    private int lastStream = -1;

    Calls(String authority, String token) {
        headers = new RequestHeaders(authority, token);
    }

    void start(GrpcCall call, FrameOutput out) {
        if (!flow.mayOpen(open.size())) {
            queued.add(call);
            return;
        }
        lastStream += 2;
        call.open(lastStream, flow.initialWindow());
        open.put(lastStream, call);
        try {
            out.headers(lastStream, headers.block(call.method()));
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        }
        flow.send(call, out);
    }

    /** Counts what came for a call; answers how much to grant it anew, or 0. */
    int received(int stream, int bytes, int padding, int grantAt) {
        GrpcCall call = open.get(stream);
        return call == null ? 0 : call.markReceived(bytes, padding, grantAt);
    }

    void end(int stream, GrpcStatus status, FrameOutput out) {
        GrpcCall call = open.remove(stream);
        if (call == null) {
            return;
        }
        flow.forget(call);
        call.answered(status);
        if (!queued.isEmpty() && flow.mayOpen(open.size())) {
            start(queued.remove(), out);
        }
    }

    void endAll(GrpcStatus status) {
        List<GrpcCall> lost = new ArrayList<>(open.values());
        lost.addAll(queued);
        open.clear();
        queued.clear();
        lost.forEach(call -> call.answered(status));
    }

    void apply(Http2Settings settings, FrameOutput out) throws Http2Exception {
        Long table = settings.headerTableSize();
        if (table != null) {
            headers.tableSize(table);
        }
        int change = flow.apply(settings);
        open.values().forEach(call -> call.widen(change));
        flow.resume(out);
    }

    /** The server takes more, of one stream or, for stream 0, of all. */
    void widen(int stream, int bytes, FrameOutput out) {
        GrpcCall call = open.get(stream);
        if (stream == 0) {
            flow.widenConnection(bytes);
        } else if (call != null) {
            call.widen(bytes);
        }
        flow.resume(out);
    }
}
