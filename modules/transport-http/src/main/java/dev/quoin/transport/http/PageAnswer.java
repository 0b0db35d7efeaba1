package dev.quoin.transport.http;

import dev.quoin.api.transport.Page;
import dev.quoin.api.transport.PageHandler;
import dev.quoin.api.transport.PageRequest;
import dev.quoin.net.loop.LoopQueue;
import dev.quoin.transport.http.wire.Exchange;
import io.netty.buffer.Unpooled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a page. Its answer may come later, from any thread. */
final class PageAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(PageAnswer.class);

    private PageAnswer() {}

    static void serve(Exchange exchange, String path, PageHandler handler) {
        LoopQueue loop = exchange.connection().loop();
        PageRequest request =
                new PageRequest(exchange.method(), path, exchange.target().query(), exchange::header, loop);
        try {
            handler.serve(request, page -> answer(exchange, loop, page));
        } catch (RuntimeException e) {
            LOG.error("the page {} failed", path, e);
            exchange.refuse(500, "internal error");
        }
    }

    private static void answer(Exchange exchange, LoopQueue loop, Page page) {
        if (loop.isCurrent()) {
            page.headers().forEach(exchange::addHeader);
            exchange.respond(page.status(), page.contentType(), Unpooled.wrappedBuffer(page.body()));
        } else {
            loop.execute(() -> answer(exchange, loop, page));
        }
    }
}
