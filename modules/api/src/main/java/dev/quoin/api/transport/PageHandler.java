package dev.quoin.api.transport;

import java.util.function.Consumer;

/** Serves one page. */
@FunctionalInterface
public interface PageHandler {
    /**
     * Serves a request of any method.
     *
     * <p>Thread: the event loop that owns the connection. Blocks: never; work that takes long goes elsewhere.
     *
     * @param answer takes the page, once, now or later, on any thread
     */
    void serve(PageRequest request, Consumer<Page> answer);
}
