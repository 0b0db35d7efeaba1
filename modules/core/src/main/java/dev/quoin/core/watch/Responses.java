package dev.quoin.core.watch;

import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.wire.WireBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes all responses but those with events. Used by the hub. */
final class Responses {
    /** Stands for no watch, or for all of a stream. */
    static final long NO_WATCH = -1;

    private static final int HEADER = 1;
    private static final int WATCH_ID = 2;
    private static final int CREATED = 3;
    private static final int CANCELED = 4;
    private static final int COMPACT_REVISION = 5;
    private static final int CANCEL_REASON = 6;
    private static final int FRAGMENT = 7;

    private final ResponseHeaders headers;
    private final WireBuffer scratch = new WireBuffer(128);
    /** The header written last: all watches that are told of a revision get the same. */
    private WireBuffer header;

    private long headerRevision;
    private long headerTerm;

    Responses(ResponseHeaders headers) {
        this.headers = headers;
        headerTerm = headers.term();
        header = headers.encode(0);
    }

    void created(WatchStream stream, long id, long revision) {
        send(stream, begin(revision, id).bool(CREATED, true));
    }

    /** A watch that was asked for does not come to be. */
    void refused(WatchStream stream, long revision, String reason) {
        WireBuffer response = begin(revision, NO_WATCH).bool(CREATED, true).bool(CANCELED, true);
        send(stream, reason(response, reason));
    }

    /** A watch ends because its client wants so. */
    void canceled(WatchStream stream, long id, long revision) {
        send(stream, begin(revision, id).bool(CANCELED, true));
    }

    /** A watch ends because it can not go on. */
    void broken(WatchStream stream, long id, long revision, String reason) {
        send(stream, reason(begin(revision, id).bool(CANCELED, true), reason));
    }

    /** A watch ends because what it should be told next is compacted; etcd tells no revision in this header, and no reason. */
    void compacted(WatchStream stream, long id, long compactRevision) {
        send(stream, begin(0, id).bool(CANCELED, true).varint(COMPACT_REVISION, compactRevision));
    }

    void progress(WatchStream stream, long id, long revision) {
        send(stream, begin(revision, id));
    }

    /** What stands before the events of a response; valid until the next call of any method. */
    WireBuffer beforeEvents(long id, long revision, boolean fragment) {
        return begin(revision, id).bool(FRAGMENT, fragment);
    }

    private WireBuffer begin(long revision, long id) {
        long term = headers.term();
        if (revision != headerRevision || term != headerTerm) {
            headerRevision = revision;
            headerTerm = term;
            header = headers.encode(revision);
        }
        scratch.clear();
        return scratch.message(HEADER, header).varint(WATCH_ID, id);
    }

    private static WireBuffer reason(WireBuffer response, String reason) {
        return response.bytes(CANCEL_REASON, reason.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(WatchStream stream, WireBuffer response) {
        ByteBuffer message = stream.call().allocate(response.size());
        response.writeTo(message);
        stream.call().send(message.flip());
    }
}
