package dev.quoin.core.watch;

import dev.quoin.api.transport.Call;
import dev.quoin.core.store.KeyRange;
import org.jspecify.annotations.Nullable;

/** Tells whether a client may watch a range; asked when a watch begins, and not again. Must not block. */
@FunctionalInterface
public interface WatchRules {
    /** The reason to cancel the watch with, or null when it is permitted. */
    @Nullable
    String refusal(Call call, KeyRange range);
}
