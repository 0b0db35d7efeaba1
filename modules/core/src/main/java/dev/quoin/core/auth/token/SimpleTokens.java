package dev.quoin.core.auth.token;

import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Clock;
import dev.quoin.api.host.Host;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.ask.Asker;
import dev.quoin.protocol.error.EtcdError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Random tokens that every member remembers, because the login that made them went through the log. A token ends when it
 * was not used with this member for a while, when its user changes, and with the process.
 */
final class SimpleTokens implements Tokens {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int LENGTH = 16;
    private static final int MAX_TOKENS = 200_000;
    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final Clock clock;
    private final RandomGenerator random;
    private final long ttlNanos;
    private final Map<String, Held> tokens = new ConcurrentHashMap<>();
    private final Agent sweeper;
    private volatile boolean on;

    /**
     * Begins to watch for tokens that have ended.
     *
     * @param random numbers that nobody can guess; safe for use by any thread
     * @param ttlNanos how long a token lives without being used
     */
    SimpleTokens(Host host, RandomGenerator random, long ttlNanos, boolean enabled) {
        this.clock = host.clock();
        this.random = random;
        this.ttlNanos = ttlNanos;
        this.on = enabled;
        this.sweeper = host.startAgent("auth-tokens", 16, () -> {});
        sweeper.schedule(SWEEP_NANOS, this::sweep);
    }

    /** Refuses while too many tokens are alive. */
    @Override
    public String draw() {
        if (tokens.size() >= MAX_TOKENS) {
            throw new RequestException(EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
        StringBuilder drawn = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            drawn.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return drawn.toString();
    }

    @Override
    public String assign(String user, String drawn, long index) {
        String token = drawn + "." + Long.toUnsignedString(index);
        if (on) {
            tokens.put(token, new Held(user, clock.nanoTime() + ttlNanos));
        }
        return token;
    }

    @Override
    public String sign(String user, long revision) {
        throw new IllegalStateException("a simple token is made by all members");
    }

    /** Use prolongs a token's life. */
    @Override
    public @Nullable Asker recognise(String token, long revision) {
        Held held = tokens.get(token);
        if (held == null) {
            return null;
        }
        long now = clock.nanoTime();
        if (now - held.end > 0) {
            return null;
        }
        held.end = now + ttlNanos;
        return held.asker(revision);
    }

    @Override
    public long knownFrom(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || tokens.containsKey(token)) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(token, dot + 1, token.length(), 10);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public void enabled() {
        on = true;
    }

    @Override
    public void disabled() {
        on = false;
        tokens.clear();
    }

    @Override
    public void invalidate(String user) {
        tokens.values().removeIf(held -> held.user.equals(user));
    }

    private void sweep() {
        long now = clock.nanoTime();
        tokens.values().removeIf(held -> now - held.end > 0);
        sweeper.schedule(SWEEP_NANOS, this::sweep);
    }

    @Override
    public void close() {
        sweeper.close();
    }

    /** A token's user, and when it ends. The asker is kept from one request to the next, so that most need no new one. */
    private static final class Held {
        private final String user;
        private volatile long end;
        private volatile Asker last;

        Held(String user, long end) {
            this.user = user;
            this.end = end;
            this.last = Asker.of(user, 0);
        }

        Asker asker(long revision) {
            Asker known = last;
            if (known.authRevision() != revision) {
                known = Asker.of(user, revision);
                last = known;
            }
            return known;
        }
    }
}
