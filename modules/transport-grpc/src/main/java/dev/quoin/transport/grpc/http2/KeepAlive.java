package dev.quoin.transport.grpc.http2;

import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Pings a client that has been silent, and closes the connection when the answer does not come. */
final class KeepAlive {
    private final Http2Connection connection;
    private final long interval;
    private final long timeout;
    private boolean heard;
    private boolean awaitingAnswer;
    private @Nullable Future<?> timer;

    KeepAlive(Http2Connection connection) {
        this.connection = connection;
        interval = connection.options().keepAliveInterval().toNanos();
        timeout = connection.options().keepAliveTimeout().toNanos();
    }

    void start() {
        if (interval > 0) {
            schedule(interval, this::check);
        }
    }

    /** The client sent something. */
    void heard() {
        heard = true;
        if (awaitingAnswer) {
            awaitingAnswer = false;
            stop();
            start();
        }
    }

    private void check() {
        if (heard) {
            heard = false;
            start();
            return;
        }
        awaitingAnswer = true;
        connection.output().ping(false, 0);
        connection.touched();
        schedule(timeout, () -> connection.channel().close());
    }

    private void schedule(long nanos, Runnable task) {
        timer = connection.loop().eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
