package dev.quoin.distribution.metrics;

import dev.quoin.api.host.Agent;
import dev.quoin.api.transport.Page;
import dev.quoin.api.transport.PageHandler;
import dev.quoin.api.transport.PageRequest;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The page {@code /metrics}. It is put together on a thread of its own, because there are many figures and some of them look at the store. */
public final class MetricsPage implements PageHandler {
    private final Exposition exposition;
    private final Agent agent;

    /** @param agent puts the page together */
    public MetricsPage(Exposition exposition, Agent agent) {
        this.exposition = exposition;
        this.agent = agent;
    }

    @Override
    public void serve(PageRequest request, Consumer<Page> answer) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            answer.accept(Page.onlyAllowed("GET"));
            return;
        }
        String accept = request.headers().apply("accept");
        if (!agent.offer(() -> answer.accept(page(accept)))) {
            answer.accept(Page.error(503, "too many requests for metrics wait"));
        }
    }

    private Page page(@Nullable String accept) {
        Exposition.Rendered rendered = exposition.render(accept);
        return new Page(200, rendered.contentType(), Map.of(), rendered.bytes());
    }
}
