package dev.quoin.transport.grpc.http2;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The graceful end of a connection (RFC 9113, section 6.8). The first GOAWAY asks the client to open no more streams but still accepts those that are on
 * their way; a ping behind it shows when the client has read it; then the second one is final, and the connection closes with its last stream.
 */
final class Drain {
    private static final long PING = 0x676f_2061_7761_7921L;
    private static final int ANSWER_SECONDS = 5;

    private final Http2Connection connection;
    private boolean begun;
    private boolean last;
    private @Nullable Future<?> timer;

    Drain(Http2Connection connection) {
        this.connection = connection;
    }

    void begin() {
        if (begun) {
            return;
        }
        begun = true;
        connection.output().goAway(Integer.MAX_VALUE, Http2Error.NO_ERROR, "graceful_stop");
        connection.output().ping(false, PING);
        connection.touched();
        timer = connection.loop().eventLoop().schedule(this::announceLast, ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    void answered(long data) {
        if (begun && data == PING) {
            announceLast();
        }
    }

    private void announceLast() {
        if (last) {
            return;
        }
        last = true;
        connection.output().goAway(connection.lastStreamId(), Http2Error.NO_ERROR, "graceful_stop");
        connection.touched();
        idle();
    }

    boolean refusesStreams() {
        return last;
    }

    /** Called when the last stream has gone. */
    void idle() {
        if (last && connection.streams().isEmpty() && !connection.isClosing()) {
            connection.closeAfterFlush();
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
