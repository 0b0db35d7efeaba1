package dev.quoin.auth.oidc.keys;

import com.nimbusds.jose.jwk.JWKSet;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys as they are now. They are read again at intervals, and sooner when somebody misses one; while they cannot be read, the old ones stay. {@link
 * #current} and {@link #missed} may be called by any thread.
 */
public final class PublicKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublicKeys.class);

    /** Forged tokens name any key; they must not make this node ask its issuer all the time. */
    private static final long LEAST_NANOS = Duration.ofSeconds(10).toNanos();

    private final Host host;
    private final KeyFetcher fetcher;
    private final long intervalNanos;
    private final Agent agent;
    private final AtomicLong lastAsked;
    private volatile Version current;
    private @Nullable String fault;

    /**
     * Keys.
     *
     * @param number grows whenever they change
     */
    public record Version(JWKSet keys, long number) {}

    /**
     * Reads the keys, and starts the thread that reads them again.
     *
     * @throws KeysException where they cannot be read
     */
    public PublicKeys(Host host, KeyFetcher fetcher, Duration interval) throws KeysException {
        this.host = host;
        this.fetcher = fetcher;
        intervalNanos = interval.toNanos();
        current = new Version(fetcher.fetch(), 1);
        lastAsked = new AtomicLong(host.clock().nanoTime());
        agent = host.startAgent("oidc-keys", 1, () -> {});
        agent.schedule(intervalNanos, this::again);
    }

    /** The keys now. */
    public Version current() {
        return current;
    }

    /** Somebody showed a token whose key is not there: perhaps the issuer has a new one. */
    public void missed() {
        long now = host.clock().nanoTime();
        long before = lastAsked.get();
        if (now - before >= LEAST_NANOS && lastAsked.compareAndSet(before, now)) {
            // Where the inbox is full, the keys are being read already.
            agent.offer(this::read);
        }
    }

    private void again() {
        lastAsked.set(host.clock().nanoTime());
        read();
        agent.schedule(intervalNanos, this::again);
    }

    private void read() {
        try {
            JWKSet found = fetcher.fetch();
            if (!found.equals(current.keys())) {
                current = new Version(found, current.number() + 1);
                LOG.atInfo()
                        .addKeyValue("keys", found.size())
                        .addKeyValue("from", fetcher.place())
                        .log("took new keys of the OpenID issuer");
            }
            fault = null;
        } catch (KeysException e) {
            if (!e.getMessage().equals(fault)) {
                fault = e.getMessage();
                LOG.atError()
                        .addKeyValue("error", fault)
                        .log("cannot read the keys of the OpenID issuer; the old ones stay in force");
            }
        }
    }

    @Override
    public void close() {
        agent.close();
    }
}
