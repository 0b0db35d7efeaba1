package dev.quoin.core.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.Page;
import dev.quoin.api.transport.PageHandler;
import dev.quoin.api.transport.PageRequest;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AlarmRequest.AlarmAction;
import dev.quoin.protocol.rpc.AlarmType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The texts and statuses are etcd's. */
class HealthPagesTest {
    private final NodeFixture fixture = new NodeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aMemberThatIsWellSaysSo() {
        assertThat(get("/health", Map.of())).isEqualTo("200 {\"health\":\"true\",\"reason\":\"\"}");
        assertThat(get("/livez", Map.of())).isEqualTo("200 ok\n");
        assertThat(get("/readyz", Map.of("verbose", List.of(""))))
                .isEqualTo("200 [+]data_corruption ok\n[+]serializable_read ok\n[+]linearizable_read ok\n"
                        + "[+]non_learner ok\nok\n");
        assertThat(get("/readyz/linearizable_read", Map.of())).isEqualTo("200 ok\n");
        assertThat(get("/version", Map.of()))
                .isEqualTo("200 {\"etcdserver\":\"3.7.1\",\"etcdcluster\":\"3.7.0\",\"storage\":\"3.7.0\"}");
        assertThat(fixture.node.pages().page("/readyz/other")).isNull();
    }

    @Test
    void anAlarmIsNamedUnlessItIsExcluded() {
        alarm(AlarmType.NOSPACE, 7);
        assertThat(get("/health", Map.of())).isEqualTo("503 {\"health\":\"false\",\"reason\":\"ALARM NOSPACE\"}\n");
        assertThat(get("/health", Map.of("exclude", List.of("NOSPACE")))).startsWith("200 ");
        assertThat(get("/readyz", Map.of())).isEqualTo("200 ok\n");
        alarm(AlarmType.CORRUPT, 7);
        assertThat(get("/health", Map.of("exclude", List.of("", "NOSPACE"))))
                .isEqualTo("503 {\"health\":\"false\",\"reason\":\"ALARM CORRUPT\"}\n");
        assertThat(get("/readyz", Map.of("exclude", List.of("linearizable_read", "unknown"))))
                .isEqualTo("503 [-]data_corruption failed: alarm activated: CORRUPT\n[+]serializable_read ok\n"
                        + "[+]non_learner ok\n\n");
        assertThat(get("/readyz", Map.of("exclude", List.of("data_corruption"))))
                .isEqualTo("200 ok\n");
    }

    @Test
    void withoutLeaderOnlyItsOwnDataIsWell() {
        fixture.log().lead(0);
        fixture.log().holdBarriers();
        assertThat(get("/health", Map.of())).isEqualTo("503 {\"health\":\"false\",\"reason\":\"RAFT NO LEADER\"}\n");
        assertThat(get("/health", Map.of("serializable", List.of("true")))).startsWith("200 ");
        assertThat(get("/livez", Map.of())).isEqualTo("200 ok\n");
        assertThat(get("/readyz/linearizable_read", Map.of()))
                .isEqualTo("503 [-]linearizable_read failed: etcdserver: request timed out\n\n");
    }

    @Test
    void whoLeadsButCanNotReadIsNotWell() {
        fixture.log().holdBarriers();
        assertThat(get("/health", Map.of()))
                .isEqualTo("503 {\"health\":\"false\",\"reason\":\"RANGE ERROR:etcdserver: request timed out\"}\n");
    }

    @Test
    void aLearnerIsNotReady() {
        fixture.log().learner(true);
        assertThat(get("/readyz/non_learner", Map.of()))
                .isEqualTo("503 [-]non_learner failed: not supported for learner\n\n");
    }

    @Test
    void onlyGetIsAllowed() {
        for (String path : List.of("/health", "/livez", "/readyz/non_learner", "/version")) {
            Page page = page("POST", path, Map.of());
            assertThat(page.status()).isEqualTo(405);
            assertThat(page.headers()).containsEntry("Allow", "GET");
            assertThat(page.body()).isEqualTo("Method Not Allowed\n".getBytes(UTF_8));
        }
    }

    @Test
    void resultsAreCounted() {
        get("/health", Map.of());
        get("/livez", Map.of());
        fixture.log().lead(0);
        get("/health", Map.of());
        assertThat(fixture.host.meters().value("etcd_server_health_success")).isEqualTo(1);
        assertThat(fixture.host.meters().value("etcd_server_health_failures")).isEqualTo(1);
        assertThat(fixture.host.meters().value("etcd_server_healthcheck{type=\"livez\",name=\"serializable_read\"}"))
                .isEqualTo(1);
    }

    private void alarm(AlarmType type, long member) {
        fixture.ask(
                EtcdMethods.MAINTENANCE_ALARM,
                AlarmRequest.newBuilder()
                        .setAction(AlarmAction.ACTIVATE)
                        .setAlarm(type)
                        .setMemberID(member)
                        .build());
    }

    private String get(String path, Map<String, List<String>> query) {
        Page page = page("GET", path, query);
        return page.status() + " " + new String(page.body(), UTF_8);
    }

    private Page page(String method, String path, Map<String, List<String>> query) {
        PageHandler handler = fixture.node.pages().page(path);
        List<Page> answers = new ArrayList<>();
        fixture.onLoop(() -> handler.serve(
                new PageRequest(method, path, query, header -> null, fixture.loop()::offer), answers::add));
        fixture.run(path + " is answered", () -> !answers.isEmpty());
        return answers.getFirst();
    }
}
