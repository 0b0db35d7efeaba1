package dev.quoin.core.auth.token;

import dev.quoin.core.answer.RequestException;
import dev.quoin.core.ask.Asker;
import dev.quoin.protocol.error.EtcdError;
import org.jspecify.annotations.Nullable;

/** No tokens at all: users are known by certificates only, and nobody logs in. */
final class NoTokens implements Tokens {
    @Override
    public String draw() {
        return "";
    }

    @Override
    public String assign(String user, String drawn, long index) {
        throw new RequestException(EtcdError.AUTH_FAILED);
    }

    @Override
    public String sign(String user, long revision) {
        throw new RequestException(EtcdError.AUTH_FAILED);
    }

    @Override
    public @Nullable Asker recognise(String token, long revision) {
        return null;
    }

    @Override
    public long knownFrom(String token) {
        return 0;
    }

    @Override
    public void enabled() {
        // Nothing is remembered.
    }

    @Override
    public void disabled() {
        // Nothing is remembered.
    }

    @Override
    public void invalidate(String user) {
        // Nothing is remembered.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
