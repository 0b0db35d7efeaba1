package dev.quoin.auth.oidc.token;

import dev.quoin.api.auth.Identity;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were believed lately. A client sends its token with every request, and a signature costs more than the request. Each token has one place, which a later
 * one may take: so it is bounded, and a look costs no lock and no allocation.
 */
final class RecentTokens {
    private static final int PLACES = 1 << 12;

    private final AtomicReferenceArray<@Nullable Entry> places = new AtomicReferenceArray<>(PLACES);

    private record Entry(String token, Identity identity, long keys, long untilMillis) {}

    /** Whom a token names; null when it is not here, or is over, or was believed with other keys. */
    @Nullable
    Identity find(String token, long keys, long now) {
        Entry entry = places.get(place(token));
        return entry != null && entry.keys == keys && now < entry.untilMillis && entry.token.equals(token)
                ? entry.identity
                : null;
    }

    void keep(String token, Identity identity, long keys, long untilMillis) {
        places.set(place(token), new Entry(token, identity, keys, untilMillis));
    }

    private static int place(String token) {
        int hash = token.hashCode();
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }
}
