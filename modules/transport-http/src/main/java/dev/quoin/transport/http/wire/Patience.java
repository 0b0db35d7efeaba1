package dev.quoin.transport.http.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends a connection whose client keeps it waiting for too long. On the connection's event loop only. */
final class Patience {
    private final Channel channel;
    private String what = "";
    private @Nullable Future<?> timer;

    Patience(Channel channel) {
        this.channel = channel;
    }

    /** Begins to wait for something, in place of what was waited for. */
    void begin(String awaited, Duration limit) {
        end();
        what = awaited;
        timer = channel.eventLoop().schedule(this::lost, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Begins to wait for something, unless it is being waited for already. */
    void beginOnce(String awaited, Duration limit) {
        if (!what.equals(awaited)) {
            begin(awaited, limit);
        }
    }

    /** Waits for nothing. */
    void end() {
        what = "";
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** A client that was about to say something is told; one that was silent is not. */
    private void lost() {
        if (what.equals("idle")) {
            channel.close();
        } else {
            channel.writeAndFlush(BadRequests.answer(HttpResponseStatus.REQUEST_TIMEOUT))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
