package dev.quoin.tests.compat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quoin.tests.compat.Servers;
import dev.quoin.tests.compat.script.Comparison;
import dev.quoin.tests.compat.script.Observation;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.Peer;
import dev.quoin.tests.harness.Ports;
import dev.quoin.tests.harness.ServerProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same requests over HTTP, in the same order, to the newest etcd there is and to the server under test. Every status, every header and every byte of a
 * body must be the same, but for ids, terms, positions, sizes and times.
 */
class HttpCompatIT {
    @TempDir
    Path folder;

    @Test
    void answersAreTheSame() throws IOException {
        assumeTrue(Peer.findOfServedVersion().isPresent(), Peer.tooOld());
        Ports ports = Ports.free();
        ServerProgram underTest = ServerProgram.underTest();
        List<Observation> expected = talk(Peer.findNewest().orElseThrow().server(), ports, folder.resolve("etcd"));
        List<Observation> actual = talk(underTest, ports, folder.resolve("under-test"));
        Comparison.save(expected, Path.of("target/http/etcd.txt"));
        Comparison.save(actual, Path.of("target/http/under-test.txt"));
        Comparison comparison = new Comparison(System.out, "etcd", underTest.isQuoin() ? "quoin" : "etcd under test");
        comparison.compare(expected, actual);
        comparison.printTotal();
        assertThat(comparison.differences()).isEmpty();
    }

    private static List<Observation> talk(ServerProgram program, Ports ports, Path dataDir) {
        try (Node node = Servers.spec(program, ports, dataDir)
                        .environment("ETCD_ENABLE_GRPC_GATEWAY", "true")
                        .start();
                HttpTalk talk = new HttpTalk(ports)) {
            node.awaitReady();
            keys(talk);
            badRequests(talk);
            leases(talk);
            watches(talk);
            maintenance(talk);
            pages(talk);
            return talk.observations();
        }
    }

    private static void keys(HttpTalk talk) {
        talk.call("kv/put", "{\"key\":\"Zm9v\",\"value\":\"YmFy\"}");
        talk.call("kv/put", "{\"key\":\"Zm9v\",\"value\":\"//79\",\"prev_kv\":true,\"lease\":0}");
        talk.call("kv/put", "{\"key\":\"Zm9v\",\"ignoreValue\":true,\"value\":null}");
        talk.call("kv/range", "{\"key\":\"Zm9v\"}");
        talk.call("kv/range", "{\"key\":\"AA==\",\"range_end\":\"AA\",\"count_only\":true}");
        talk.call("kv/range", "{\"key\":\"Zm9v\",\"sort_order\":\"DESCEND\",\"sortTarget\":3,\"limit\":\"1\"}");
        talk.call("kv/range", "{\"key\":\"Zm9v\",\"sort_order\":\"NOPE\",\"unknown\":{\"a\":[1,{}]}}");
        talk.call("kv/range", "{\"key\":\"Zm9v\",\"revision\":\"1000\"}");
        talk.call("kv/range", "{\"key\":\"Zm9v\"} {\"key\":\"YQ==\"}");
        talk.call("kv/range", "{}");
        talk.call("kv/range", "");
        talk.call(
                "kv/txn",
                "{\"compare\":[{\"key\":\"Zm9v\",\"target\":\"VERSION\",\"result\":\"GREATER\",\"version\":\"1\"}],"
                        + "\"success\":[{\"request_range\":{\"key\":\"Zm9v\"}},"
                        + "{\"requestPut\":{\"key\":\"YQ==\",\"value\":\"eA==\"}},"
                        + "{\"requestDeleteRange\":{\"key\":\"YQ==\",\"prev_kv\":true}},"
                        + "{\"request_txn\":{\"success\":[{\"request_range\":{\"key\":\"Yg==\"}}]}}]}");
        talk.call(
                "kv/txn",
                "{\"compare\":[{\"key\":\"Zm9v\",\"target\":\"VALUE\",\"value\":\"YmFy\"}],"
                        + "\"success\":[{\"requestPut\":{\"key\":\"Zm9v\"}}],\"failure\":[{\"requestPut\":{\"key\":\"Yw==\"}}]}");
        talk.call("kv/txn", "{\"success\":[{\"requestPut\":{\"key\":\"Yw==\"}},{\"requestPut\":{\"key\":\"Yw==\"}}]}");
        talk.call("kv/deleterange", "{\"key\":\"Zm9v\",\"prev_kv\":true}");
        talk.call("kv/compaction", "{\"revision\":\"3\"}");
        talk.call("kv/compaction", "{\"revision\":\"3\"}");
        talk.call("kv/compaction", "{\"revision\":\"99\"}");
    }

    private static void badRequests(HttpTalk talk) {
        for (String json : List.of(
                "{bad}",
                "{\"key\":5}",
                "{\"key\":\"*\"}",
                "{\"limit\":\"x\"}",
                "{\"limit\":1.5}",
                "{\"limit\":9223372036854775808}",
                "{\"serializable\":\"true\"}",
                "[1]",
                "\"text\"",
                "{\"key\":\"Zm9v\",\"key\":\"Zm9v\"",
                "{\"key\":\"Zm9v\",}")) {
            talk.badJson("kv/range", json);
        }
        talk.call("kv/nope", "{}");
        talk.call("", "{}");
        talk.call("kv/range/", "{}");
        talk.ask("GET", "/v3/kv/range");
        talk.ask("PUT", "/v3/kv/range");
        talk.ask("GET", "/v3");
        talk.ask("GET", "//v3/kv/range");
        talk.ask("GET", "/v3/../version?q=1");
        talk.ask("POST", "/v3beta/kv/range");
        talk.ask("POST", "/v3/kv/range", "Grpc-Timeout", "5x");
    }

    private static void leases(HttpTalk talk) {
        talk.call("lease/grant", "{\"TTL\":\"60\",\"ID\":\"77\"}");
        talk.call("lease/grant", "{\"TTL\":60,\"ID\":77}");
        talk.call("kv/put", "{\"key\":\"bA==\",\"lease\":\"77\"}");
        talk.call("lease/leases", "{}");
        talk.call("kv/lease/leases", "");
        talk.call("lease/timetolive", "{\"ID\":\"78\"}");
        talk.call("lease/keepalive", "{\"ID\":\"77\"}");
        talk.call("lease/keepalive", "{\"ID\":\"77\"}{\"ID\":\"78\"}");
        talk.call("lease/revoke", "{\"ID\":\"77\"}");
        talk.call("kv/lease/revoke", "{\"ID\":\"77\"}");
    }

    private static void watches(HttpTalk talk) {
        talk.call("kv/put", "{\"key\":\"dw==\",\"value\":\"MQ==\"}");
        talk.call("kv/deleterange", "{\"key\":\"dw==\"}");
        talk.stream("watch", "{\"create_request\":{\"key\":\"dw==\",\"start_revision\":\"4\",\"prev_kv\":true}}", 2);
        talk.stream("watch", "{\"create_request\":{\"key\":\"dw==\",\"start_revision\":\"1\"}}", 2);
        talk.stream("watch", "{\"create_request\":{\"key\":\"dw==\",\"watch_id\":\"5\"}}", 1);
        talk.stream("watch", "{\"create_request\":{}}{\"cancel_request\":{\"watch_id\":\"0\"}}", 2);
    }

    private static void maintenance(HttpTalk talk) {
        talk.call("cluster/member/list", "{}");
        talk.call("cluster/member/remove", "{\"ID\":\"5\"}");
        talk.call("cluster/member/add", "{\"peerURLs\":[\"nonsense\"]}");
        talk.call("maintenance/status", "{}");
        talk.call("maintenance/alarm", "{\"action\":\"GET\"}");
        talk.call("maintenance/hash", "{}");
        talk.call("maintenance/hashkv", "{}");
        talk.call("maintenance/transfer-leadership", "{\"targetID\":\"5\"}");
    }

    private static void pages(HttpTalk talk) {
        for (String page :
                List.of("/version", "/health", "/health?serializable=true", "/livez", "/readyz", "/nope", "/")) {
            talk.ask("GET", page);
        }
        talk.ask("HEAD", "/version");
        talk.ask("POST", "/health");
        talk.ask("OPTIONS", "/v3/kv/range", "Origin", "http://x");
    }
}
