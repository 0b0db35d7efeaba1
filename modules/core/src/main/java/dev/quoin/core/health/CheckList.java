package dev.quoin.core.health;

import dev.quoin.api.host.Label;
import dev.quoin.api.host.Meters;
import dev.quoin.api.transport.Page;
import dev.quoin.api.transport.PageHandler;
import dev.quoin.api.transport.PageRequest;
import dev.quoin.core.health.Checks.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks behind one of etcd's pages {@code /livez} and {@code /readyz}: all of them at its root, each alone below. */
final class CheckList {
    private static final Logger LOG = LoggerFactory.getLogger(CheckList.class);

    private final String type;
    private final Meters meters;
    private final Map<String, Named> checks = new LinkedHashMap<>();

    private record Named(String name, Check check, Meters.Gauge result, Meters.Counter good, Meters.Counter bad) {
        void count(boolean ok) {
            result.set(ok ? 1 : 0);
            (ok ? good : bad).increment();
        }
    }

    /** @param type the name of the root page, without its slash */
    CheckList(String type, Meters meters) {
        this.type = type;
        this.meters = meters;
    }

    CheckList add(String name, Check check) {
        Label ofType = new Label("type", type);
        Label ofName = new Label("name", name);
        Named named = new Named(
                name,
                check,
                meters.gauge("etcd_server_healthcheck", "The result of each kind of healthcheck.", ofType, ofName),
                counter(ofType, ofName, "success"),
                counter(ofType, ofName, "error"));
        checks.put(name, named);
        return this;
    }

    private Meters.Counter counter(Label type, Label name, String status) {
        return meters.counter(
                "etcd_server_healthchecks_total",
                "The total number of each kind of healthcheck.",
                type,
                name,
                new Label("status", status));
    }

    /** Adds the pages. */
    void register(Map<String, PageHandler> pages) {
        pages.put("/" + type, (request, answer) -> serve(request, chosen(request), answer));
        checks.forEach((name, check) ->
                pages.put("/" + type + "/" + name, (request, answer) -> serve(request, List.of(check), answer)));
    }

    private List<Named> chosen(PageRequest request) {
        Set<String> excluded = new HashSet<>(request.query().getOrDefault("exclude", List.of()));
        excluded.remove("");
        List<Named> left = checks.values().stream()
                .filter(check -> !excluded.remove(check.name))
                .toList();
        if (!excluded.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue(
                            "missing-health-checks", excluded.stream().sorted().toList())
                    .log("some health checks cannot be excluded");
        }
        return left;
    }

    private void serve(PageRequest request, List<Named> asked, Consumer<Page> answer) {
        if (!request.method().equals("GET")) {
            answer.accept(Page.onlyAllowed("GET"));
        } else {
            new Round(request, asked, answer).next(0);
        }
    }

    /** One request: its checks one after the other, on the loop. */
    private static final class Round {
        private final PageRequest request;
        private final List<Named> asked;
        private final Consumer<Page> answer;
        private final List<String> lines = new ArrayList<>();
        private boolean failed;

        Round(PageRequest request, List<Named> asked, Consumer<Page> answer) {
            this.request = request;
            this.asked = asked;
            this.answer = answer;
        }

        void next(int at) {
            if (at == asked.size()) {
                answer.accept(page());
                return;
            }
            Named check = asked.get(at);
            check.check.ask(request.loop(), wrong -> {
                check.count(wrong == null);
                failed |= wrong != null;
                lines.add(wrong == null ? "[+]" + check.name + " ok" : "[-]" + check.name + " failed: " + wrong);
                next(at + 1);
            });
        }

        private Page page() {
            String reasons = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
            if (failed) {
                LOG.atError()
                        .addKeyValue("path", request.path())
                        .addKeyValue("reason", reasons)
                        .log("Health check error");
                return Page.error(503, reasons);
            }
            return Page.of(
                    200,
                    "text/plain; charset=utf-8",
                    Map.of("X-Content-Type-Options", "nosniff"),
                    (request.has("verbose") ? reasons : "") + "ok\n");
        }
    }
}
