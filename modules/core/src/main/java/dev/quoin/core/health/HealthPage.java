package dev.quoin.core.health;

import dev.quoin.api.host.Meters;
import dev.quoin.api.transport.Page;
import dev.quoin.api.transport.PageHandler;
import dev.quoin.api.transport.PageRequest;
import dev.quoin.protocol.rpc.AlarmMember;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** etcd's page {@code /health}: no alarm stands, somebody leads, and a read succeeds; the body names what is wrong first. */
final class HealthPage implements PageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(HealthPage.class);

    private final Checks checks;
    private final Meters.Gauge successes;
    private final Meters.Gauge failures;
    private long succeeded;
    private long failed;

    HealthPage(Checks checks, Meters meters) {
        this.checks = checks;
        // Counters in etcd; their names lack the ending that counters have.
        this.successes = meters.gauge("etcd_server_health_success", "The total number of successful health checks");
        this.failures = meters.gauge("etcd_server_health_failures", "The total number of failed health checks");
    }

    @Override
    public void serve(PageRequest request, Consumer<Page> answer) {
        if (!request.method().equals("GET")) {
            answer.accept(Page.onlyAllowed("GET"));
            return;
        }
        boolean serializable = request.first("serializable").equals("true");
        String alarm = alarm(request.query().getOrDefault("exclude", List.of()));
        if (alarm != null) {
            answer.accept(page(alarm));
        } else if (!serializable && !checks.hasLeader()) {
            answer.accept(page("RAFT NO LEADER"));
        } else {
            read(
                    serializable,
                    request.loop(),
                    wrong -> answer.accept(page(wrong == null ? null : "RANGE ERROR:" + wrong)));
        }
    }

    private void read(boolean serializable, Executor loop, Consumer<@Nullable String> answer) {
        if (serializable) {
            checks.serializableRead(loop, answer);
        } else {
            checks.linearizableRead(loop, answer);
        }
    }

    private @Nullable String alarm(List<String> excluded) {
        for (AlarmMember alarm : checks.alarms()) {
            if (!excluded.contains(alarm.getAlarm().name())) {
                return switch (alarm.getAlarm()) {
                    case NOSPACE -> "ALARM NOSPACE";
                    case CORRUPT -> "ALARM CORRUPT";
                    default -> "ALARM UNKNOWN";
                };
            }
        }
        return null;
    }

    private Page page(@Nullable String wrong) {
        count(wrong == null);
        if (wrong == null) {
            return Page.text("{\"health\":\"true\",\"reason\":\"\"}");
        }
        LOG.atWarn().addKeyValue("reason", wrong).log("serving /health false");
        return Page.error(503, "{\"health\":\"false\",\"reason\":\"" + Json.escape(wrong) + "\"}");
    }

    private synchronized void count(boolean ok) {
        if (ok) {
            successes.set(++succeeded);
        } else {
            failures.set(++failed);
        }
    }
}
