package dev.quoin.core.ask;

import dev.quoin.api.transport.Call;

/** Finds out who makes a call. Used on event loops; must not block. */
@FunctionalInterface
public interface Askers {
    /** Knows nobody. */
    Askers NOBODY = call -> Asker.ANONYMOUS;

    /**
     * The user who makes a call.
     *
     * @throws dev.quoin.core.answer.RequestException with the answer to a call whose user can not be told
     */
    Asker of(Call call);
}
