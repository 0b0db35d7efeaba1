package dev.quoin.core.watch;

import dev.quoin.api.transport.Call;
import dev.quoin.core.wire.WireBuffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Sends events. Those of one revision share a response, which may hold several revisions; only a watch that asked for fragments gets a large one in pieces. Small
 * events are copied together, large ones are sent from the bytes that all watches share. Used by the hub.
 */
final class EventResponses {
    /** Copying an event this short costs less than sending it as a part of its own. */
    private static final int SHARED_FROM = 1024;
    /** How much is copied together at most. */
    private static final int GATHERED = 64 << 10;
    /** The fragment flag as a field: tag and value. */
    private static final int FRAGMENT_SIZE = 2;

    private final Responses responses;
    private final WatchLimits limits;
    private final LongSupplier compacted;
    private long sent;

    /** @param compacted gives the compacted revision */
    EventResponses(Responses responses, WatchLimits limits, LongSupplier compacted) {
        this.responses = responses;
        this.limits = limits;
        this.compacted = compacted;
    }

    /** How many events were sent so far. */
    long sent() {
        return sent;
    }

    /**
     * Sends what is collected for a watch.
     *
     * @param through what the header of the last response says: the watch is now told of everything up to here
     * @return false when a revision is larger than any response may be; what came before it is sent
     */
    boolean send(Delivery delivery, long through) {
        delivery.seal(compacted.getAsLong());
        int from = 0;
        while (from < delivery.size()) {
            int to = endOfPiece(delivery, from);
            long revision = to == delivery.size() ? through : delivery.revision(to - 1);
            if (!sendPiece(delivery, from, to, revision)) {
                return false;
            }
            from = to;
        }
        sent += delivery.size();
        return true;
    }

    /** Whole revisions, until there is enough for a response. */
    private int endOfPiece(Delivery delivery, int from) {
        long bytes = 0;
        int to = from;
        while (to < delivery.size()) {
            boolean newRevision = to > from && delivery.revision(to) != delivery.revision(to - 1);
            if (newRevision && bytes >= limits.responseBytes()) {
                return to;
            }
            bytes += delivery.encoded(to).length;
            to++;
        }
        return to;
    }

    private boolean sendPiece(Delivery delivery, int from, int to, long revision) {
        Watcher watcher = delivery.watcher();
        long size = responses.beforeEvents(watcher.id(), revision, false).size();
        for (int i = from; i < to; i++) {
            size += delivery.encoded(i).length;
        }
        if (watcher.options().fragment() && size >= limits.fragmentBytes() && to - from > 1) {
            sendFragments(delivery, from, to, revision);
        } else if (size > limits.maxResponseBytes()) {
            return false;
        } else {
            sendOne(delivery, from, to, revision, false);
        }
        return true;
    }

    private void sendFragments(Delivery delivery, int from, int to, long revision) {
        long id = delivery.watcher().id();
        int overhead = responses.beforeEvents(id, revision, false).size() + FRAGMENT_SIZE;
        int begin = from;
        while (begin < to) {
            int end = begin + 1;
            long size = overhead + delivery.encoded(begin).length;
            while (end < to && size + delivery.encoded(end).length < limits.fragmentBytes()) {
                size += delivery.encoded(end++).length;
            }
            sendOne(delivery, begin, end, revision, end < to);
            begin = end;
        }
    }

    private void sendOne(Delivery delivery, int from, int to, long revision, boolean fragment) {
        Watcher watcher = delivery.watcher();
        Call call = watcher.stream().call();
        WireBuffer before = responses.beforeEvents(watcher.id(), revision, fragment);
        List<ByteBuffer> parts = new ArrayList<>(1);
        int at = addGathered(call, before, delivery, from, to, parts);
        while (at < to) {
            if (isShared(delivery, at)) {
                parts.add(ByteBuffer.wrap(delivery.encoded(at++)));
            } else {
                before.clear();
                at = addGathered(call, before, delivery, at, to, parts);
            }
        }
        if (parts.size() == 1) {
            call.send(parts.getFirst());
        } else {
            call.send(parts);
        }
    }

    private static boolean isShared(Delivery delivery, int index) {
        return delivery.encoded(index).length >= SHARED_FROM;
    }

    /** Copies what stands before the events and the small events that follow, and tells where the next event stands. */
    private static int addGathered(
            Call call, WireBuffer before, Delivery delivery, int from, int to, List<ByteBuffer> parts) {
        int size = before.size();
        int end = from;
        while (end < to && size < GATHERED && !isShared(delivery, end)) {
            size += delivery.encoded(end++).length;
        }
        ByteBuffer part = call.allocate(size);
        before.writeTo(part);
        for (int i = from; i < end; i++) {
            part.put(delivery.encoded(i));
        }
        parts.add(part.flip());
        return end;
    }
}
