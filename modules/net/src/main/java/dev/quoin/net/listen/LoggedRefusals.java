package dev.quoin.net.listen;

import dev.quoin.net.protocol.RemoteEnd;
import dev.quoin.net.tls.TlsFailure;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs why connections are refused, as etcd does, but not more than a few in a second: whoever floods a port is not to flood the log too. */
public final class LoggedRefusals implements Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedRefusals.class);
    private static final long LEAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final String endpoint;
    private final AtomicLong last = new AtomicLong(System.nanoTime() - LEAST_PAUSE);
    private final AtomicLong untold = new AtomicLong();

    /** @param endpoint the word for the port in logs: {@code client} */
    public LoggedRefusals(String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void refused(Channel channel, String why) {
        long now = System.nanoTime();
        long before = last.get();
        if (now - before < LEAST_PAUSE || !last.compareAndSet(before, now)) {
            untold.incrementAndGet();
            return;
        }
        LOG.atWarn()
                .addKeyValue("remote-addr", RemoteEnd.address(channel))
                .addKeyValue("error", why)
                .addKeyValue("not-logged", untold.getAndSet(0))
                .log("rejected connection on {} endpoint", endpoint);
    }

    @Override
    public void failed(Channel channel, Throwable cause) {
        String reason = TlsFailure.reason(cause);
        if (reason != null) {
            refused(channel, reason);
        }
    }
}
