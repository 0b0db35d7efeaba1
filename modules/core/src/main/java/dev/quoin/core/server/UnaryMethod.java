package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.core.ask.Asker;
import java.nio.ByteBuffer;

/** Serves a method with one request and one response. */
@FunctionalInterface
public interface UnaryMethod {
    /**
     * Serves one call, on its event loop; the answer may come later.
     *
     * @param request valid until this returns
     */
    void handle(Call call, Asker asker, ByteBuffer request);
}
