package dev.quoin.core.auth.token;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens whose signatures were checked lately, so that a client's next requests need no check. Two generations: when the
 * young one is full it becomes the old one, and what was not used since is forgotten. Safe for use by any thread.
 */
final class CheckedTokens {
    private static final int MAX_YOUNG = 4096;

    private volatile Map<String, Checked> young = new ConcurrentHashMap<>();
    private volatile Map<String, Checked> old = Map.of();

    @Nullable
    Checked find(String token) {
        Checked found = young.get(token);
        if (found != null) {
            return found;
        }
        found = old.get(token);
        if (found != null) {
            keep(token, found);
        }
        return found;
    }

    void keep(String token, Checked checked) {
        Map<String, Checked> into = young;
        into.put(token, checked);
        if (into.size() > MAX_YOUNG) {
            turnOver(into);
        }
    }

    private synchronized void turnOver(Map<String, Checked> full) {
        if (young == full) {
            old = full;
            young = new ConcurrentHashMap<>();
        }
    }
}
