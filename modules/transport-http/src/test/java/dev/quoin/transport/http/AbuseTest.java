package dev.quoin.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.rpc.RangeResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are no good, and clients that are too slow. */
final class AbuseTest extends HttpTest {
    private static final String CLOSE = "Host: x\r\nConnection: close\r\n\r\n";

    private void serve() {
        api.unary(
                "/etcdserverpb.KV/Range",
                (call, request) -> call.complete(
                        ByteBuffer.wrap(RangeResponse.getDefaultInstance().toByteArray())));
        start();
    }

    private static String status(String answer) {
        return answer.isEmpty() ? "" : answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }

    @Test
    void headsThatAreTooLargeAreRefused() throws Exception {
        serve();
        assertThat(status(raw("GET /page HTTP/1.1\r\nX: " + "x".repeat(100_000) + "\r\n" + CLOSE)))
                .isEqualTo("431");
        assertThat(status(raw("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n" + CLOSE)))
                .isEqualTo("414");
    }

    @Test
    void bodiesThatAreTooLargeAreRefused() throws Exception {
        serve();
        String announced = raw("POST /v3/kv/range HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");
        assertThat(status(announced)).isEqualTo("413");
        assertThat(announced).contains("the request is larger than");
        StringBuilder chunked =
                new StringBuilder("POST /v3/kv/range HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 40; i++) {
            chunked.append("10000\r\n").append(" ".repeat(0x10000)).append("\r\n");
        }
        assertThat(status(firstAnswer(chunked.toString()))).isEqualTo("413");
    }

    /** The server may close while the client still sends. */
    private String firstAnswer(String bytes) throws IOException {
        try (Socket socket = connect()) {
            Thread.ofPlatform().start(() -> {
                try {
                    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException cutOff) {
                    // as it may be
                }
            });
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /page HTTP/2.7,505",
        "GET /page%zz HTTP/1.1,400",
        "GET /../page HTTP/1.1,307",
        "GET //page HTTP/1.1,307",
        "GET /./page HTTP/1.1,307",
        "GET /%2e%2e/page HTTP/1.1,307",
        "GET /page HTTP/1.1,200",
        "GET /page?a=b HTTP/1.1,200",
        "GET http://elsewhere/page HTTP/1.1,200",
        "GET page HTTP/1.1,400",
        "GET /none HTTP/1.1,404",
        "POST /v3/kv/range/ HTTP/1.1,404",
        "OPTIONS * HTTP/1.1,200"
    })
    void requestLines(String line, String status) throws Exception {
        serve();
        assertThat(status(raw(line + "\r\n" + CLOSE))).isEqualTo(status);
    }

    @Test
    void aRequestNamesOneHost() throws Exception {
        serve();
        assertThat(status(raw("GET /page HTTP/1.1\r\nConnection: close\r\n\r\n")))
                .isEqualTo("400");
        assertThat(status(raw("GET /page HTTP/1.1\r\nHost: y\r\n" + CLOSE))).isEqualTo("400");
        assertThat(status(raw("GET /page HTTP/1.0\r\n\r\n"))).isEqualTo("200");
    }

    @Test
    void aRedirectLeadsToThePlainPath() throws Exception {
        serve();
        assertThat(raw("GET /a/../page?q=1 HTTP/1.1\r\n" + CLOSE)).contains("\r\nLocation: /page?q=1\r\n");
        assertThat(raw("GET /%0d%0aX:%20y/./a HTTP/1.1\r\n" + CLOSE))
                .contains("\r\nLocation: /%0D%0AX:%20y/a\r\n")
                .doesNotContain("\nX:");
        assertThat(raw("POST /v3 HTTP/1.1\r\n" + CLOSE)).contains("\r\nLocation: /v3/\r\n");
    }

    @Test
    void aSlowHeadIsNotWaitedFor() throws Exception {
        config.put("header-timeout", "100ms");
        serve();
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET /page HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            socket.getOutputStream().write("GET /pa".getBytes(StandardCharsets.US_ASCII));
            assertThat(readAll(socket.getInputStream())).contains("a page").contains("HTTP/1.1 408 Request Timeout");
        }
    }

    @Test
    void aSlowBodyIsNotWaitedFor() throws Exception {
        config.put("body-timeout", "100ms");
        serve();
        assertThat(status(raw("POST /v3/kv/range HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{")))
                .isEqualTo("408");
    }

    @Test
    void anIdleConnectionIsClosed() throws Exception {
        config.put("idle-timeout", "100ms");
        serve();
        assertThat(raw("GET /page HTTP/1.1\r\nHost: x\r\n\r\n")).endsWith("a page");
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInOrder() throws Exception {
        serve();
        String range = "POST /v3/kv/range HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
        String answers =
                raw((range + "GET /page HTTP/1.1\r\nHost: x\r\n\r\n").repeat(20) + "GET /none HTTP/1.1\r\n" + CLOSE);
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(41);
        assertThat(answers.split("a page", -1)).hasSize(21);
        assertThat(answers).endsWith("404 page not found\n");
    }

    @Test
    void anAnswerAheadOfTheBodyDoesNotDisturbTheNextRequest() throws Exception {
        serve();
        String refused =
                "POST /none HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\nGET /page HTTP/1.1\r\nHost: x\r\n\r\n";
        String answers = raw(refused.substring(0, refused.length()) + "GET /page HTTP/1.1\r\n" + CLOSE);
        assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(3);
        assertThat(answers).contains("404 page not found").endsWith("a page");
    }

    @Test
    void aClientMayAskBeforeItSendsItsBody() throws Exception {
        serve();
        HttpResponse<String> answer = client.send(
                request("/v3/kv/range")
                        .expectContinue(true)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("{}");
    }

    @Test
    void originsAndHostsAreChecked() throws Exception {
        config.put("cors", "http://a,http://b");
        config.put("host-whitelist", "known,127.0.0.1");
        serve();
        String head = "OPTIONS /v3/kv/range HTTP/1.1\r\nConnection: close\r\nHost: known:2379\r\nOrigin: ";
        assertThat(raw(head + "http://b\r\n\r\n")).contains("\r\nAccess-Control-Allow-Origin: http://b\r\n");
        assertThat(raw(head + "http://c\r\n\r\n")).doesNotContain("Access-Control");
        String stranger = raw("GET /page HTTP/1.1\r\n" + CLOSE);
        assertThat(status(stranger)).isEqualTo("421");
        assertThat(stranger).contains("--host-whitelist=x");
    }

    @Test
    void aStopLetsTheRequestUnderWayFinish() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        api.unary("/etcdserverpb.KV/Range", (call, request) -> {
            asked.countDown();
            Thread.ofPlatform().start(() -> {
                await(stopping);
                call.complete(ByteBuffer.wrap(RangeResponse.getDefaultInstance().toByteArray()));
            });
        });
        start();
        Thread stop = Thread.ofPlatform().unstarted(() -> transport().stop(Duration.ofSeconds(60)));
        Thread.ofPlatform().start(() -> {
            await(asked);
            stop.start();
            stopping.countDown();
        });
        assertThat(post("/v3/kv/range", "{}").body()).isEqualTo("{}");
        stop.join(Duration.ofSeconds(60));
        assertThat(stop.isAlive()).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
