package dev.quoin.core.read;

import dev.quoin.api.transport.Call;
import dev.quoin.core.store.KeyRange;

/** Tells whether a client may read a range. Must not block. */
@FunctionalInterface
public interface ReadRules {
    /** @throws dev.quoin.core.answer.RequestException when it may not */
    void requireRead(Call call, KeyRange range);
}
