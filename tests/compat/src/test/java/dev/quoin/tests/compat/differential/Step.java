package dev.quoin.tests.compat.differential;

import com.google.protobuf.Message;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.tests.compat.api.Texts;

/**
 * One thing that is done to both servers.
 *
 * @param stream the stream of watches it is about
 * @param head the newest revision when it was made up; where it is done at another one, its revisions move along
 */
record Step(Kind kind, EtcdMethods method, int stream, Message request, long head) {

    /** How a step is carried out. */
    enum Kind {
        CALL,
        COLLECT,
        WATCH,
        PROGRESS,
        REOPEN,
        KEEP_ALIVE,
        NAMELESS_LEASE,
        LEASE_ENDS
    }

    static Step call(EtcdMethods method, Message request, long head) {
        return new Step(Kind.CALL, method, 0, request, head);
    }

    static Step of(Kind kind, EtcdMethods method, Message request, long head) {
        return new Step(kind, method, 0, request, head);
    }

    static Step onStream(Kind kind, int stream, Message request, long head) {
        return new Step(kind, EtcdMethods.WATCH, stream, request, head);
    }

    /** The same step, where the newest revision is another one. */
    Step at(long now) {
        return now == head ? this : new Step(kind, method, stream, Revisions.moved(request, head, now), now);
    }

    @Override
    public String toString() {
        String where = method == EtcdMethods.WATCH ? "stream " + stream + " " : "";
        return kind + " " + where + method.path().replaceFirst(".*/", "") + " { " + Texts.of(request) + " } at " + head;
    }
}
