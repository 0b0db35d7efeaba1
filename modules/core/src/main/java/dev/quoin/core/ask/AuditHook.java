package dev.quoin.core.ask;

import dev.quoin.api.transport.StatusCode;
import java.nio.ByteBuffer;

/** Hears of the requests of clients and what came of them, membership changes included. Called by any thread; must not block. */
public interface AuditHook {
    /** Hears nothing, and costs nothing. */
    AuditHook NONE = (asker, address, method, request, code, text) -> {};

    /**
     * A call has ended.
     *
     * @param asker who made it, {@link Asker#ANONYMOUS} also where that could not be told
     * @param address where the client is, as {@code host:port}
     * @param method the full method name
     * @param request the encoded request of a unary call, to be read before this returns; empty for a stream
     * @param code the outcome
     * @param text the error's text, empty for {@link StatusCode#OK}
     */
    void ended(Asker asker, String address, String method, ByteBuffer request, StatusCode code, String text);
}
