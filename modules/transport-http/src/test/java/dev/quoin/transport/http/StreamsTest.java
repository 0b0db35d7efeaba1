package dev.quoin.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.protocol.rpc.LeaseKeepAliveRequest;
import dev.quoin.protocol.rpc.LeaseKeepAliveResponse;
import dev.quoin.protocol.rpc.SnapshotResponse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Streams, in one HTTP exchange and over WebSocket. */
final class StreamsTest extends HttpTest {
    private static final String KEEP_ALIVE = "/etcdserverpb.Lease/LeaseKeepAlive";
    private static final String SNAPSHOT = "/etcdserverpb.Maintenance/Snapshot";
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Call> opened = new CompletableFuture<>();

    /** Answers each request with its number, and ends when the client has. */
    private final class Echo implements CallListener {
        private final Call call;

        Echo(Call call) {
            this.call = call;
            opened.complete(call);
            call.request(1);
        }

        @Override
        public void onMessage(ByteBuffer message) {
            try {
                long id = LeaseKeepAliveRequest.parseFrom(message).getID();
                events.add("id " + id);
                call.send(ByteBuffer.wrap(
                        LeaseKeepAliveResponse.newBuilder().setID(id).build().toByteArray()));
                if (id == 99) {
                    call.close(StatusCode.NOT_FOUND, "no 99");
                }
                call.request(1);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public void onHalfClose() {
            events.add("half-close");
            call.close(StatusCode.OK, "");
        }

        @Override
        public void onReady() {}

        @Override
        public void onCancel() {
            events.add("cancel");
        }
    }

    /** Leaves all sending to the test. */
    private final class Endless implements CallListener {
        @Override
        public void onMessage(ByteBuffer message) {}

        @Override
        public void onHalfClose() {
            events.add("half-close");
        }

        @Override
        public void onReady() {}

        @Override
        public void onCancel() {
            events.add("cancel");
        }
    }

    private void serveKeepAlive() {
        api.streaming(KEEP_ALIVE, MethodKind.BIDIRECTIONAL, Echo::new);
        start();
    }

    private String event() throws InterruptedException {
        return events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void eachResponseIsALine() throws Exception {
        serveKeepAlive();
        HttpResponse<String> answer = post("/v3/lease/keepalive", "{\"ID\":1}\n {\"ID\":\"2\"}{\"ID\":3}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("transfer-encoding")).contains("chunked");
        assertThat(answer.body())
                .isEqualTo("{\"result\":{\"ID\":\"1\"}}\n{\"result\":{\"ID\":\"2\"}}\n{\"result\":{\"ID\":\"3\"}}\n");
        assertThat(List.of(event(), event(), event(), event())).containsExactly("id 1", "id 2", "id 3", "half-close");
    }

    @Test
    void aFailureIsTheLastLine() throws Exception {
        serveKeepAlive();
        assertThat(post("/v3/lease/keepalive", "{\"ID\":99}{\"ID\":1}").body())
                .isEqualTo("{\"result\":{\"ID\":\"99\"}}\n{\"error\":{\"code\":5,\"message\":\"no 99\"}}\n");
    }

    @Test
    void aRequestThatIsNoneIsRefused() throws Exception {
        serveKeepAlive();
        HttpResponse<String> answer = post("/v3/lease/keepalive", "zzz");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":{\"code\":3,\"message\":\"Failed to decode request: invalid character 'z' looking for beginning of value\"}}\n");
        assertThat(event()).isEqualTo("cancel");
    }

    @Test
    void responsesComeWhileTheRequestGoesOn() throws Exception {
        serveKeepAlive();
        try (Socket socket = connect()) {
            socket.getOutputStream().write("""
                    POST /v3/lease/keepalive HTTP/1.1\r
                    Host: x\r
                    Transfer-Encoding: chunked\r
                    \r
                    8\r
                    {"ID":1}\r
                    """.getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(lines.lines().anyMatch("{\"result\":{\"ID\":\"1\"}}"::equals))
                    .isTrue();
            assertThat(event()).isEqualTo("id 1");
            socket.getOutputStream().write("8\r\n{\"ID\":2}\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(lines.lines().anyMatch("{\"result\":{\"ID\":\"2\"}}"::equals))
                    .isTrue();
        }
        assertThat(event()).isEqualTo("id 2");
        assertThat(event()).isEqualTo("cancel");
    }

    @Test
    void aClientThatDoesNotReadIsWaitedFor() throws Exception {
        CompletableFuture<Call> call = new CompletableFuture<>();
        api.streaming(SNAPSHOT, MethodKind.SERVER_STREAM, opening -> {
            call.complete(opening);
            return new Endless();
        });
        start();
        byte[] piece = SnapshotResponse.newBuilder()
                .setBlob(ByteString.copyFrom(new byte[64 << 10]))
                .build()
                .toByteArray();
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("POST /v3/maintenance/snapshot HTTP/1.1\r\nHost: x\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            Call streaming = call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            int sent = 0;
            while (streaming.isReady()) {
                streaming.send(ByteBuffer.wrap(piece));
                sent++;
                assertThat(sent).isLessThan(10_000);
            }
            assertThat(sent).isPositive();
        }
        assertThat(event()).isEqualTo("cancel");
    }

    @Test
    void webSocketsCarryStreams() throws Exception {
        serveKeepAlive();
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("Bearer", "token.7")
                .buildAsync(
                        URI.create(url("/v3/lease/keepalive").toString().replace("http:", "ws:")),
                        new Messages(messages))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        socket.sendText("{\"ID\":1}", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("{\"result\":{\"ID\":\"1\"}}");
        socket.sendText("{\"ID\"", false).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        socket.sendText(":99}", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("{\"result\":{\"ID\":\"99\"}}");
        assertThat(messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isEqualTo("{\"error\":{\"code\":5,\"message\":\"no 99\"}}");
        assertThat(messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("close 1000");
        assertThat(opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS).identity().name())
                .isEqualTo("token.7");
    }

    @Test
    void aWebSocketThatIsCutCancelsItsCall() throws Exception {
        serveKeepAlive();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(
                        URI.create(url("/v3/lease/keepalive").toString().replace("http:", "ws:")),
                        new Messages(new LinkedBlockingQueue<>()))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        socket.abort();
        assertThat(event()).isEqualTo("cancel");
    }

    @Test
    void aConnectionServesFurtherRequestsAfterAStream() throws Exception {
        serveKeepAlive();
        for (int i = 0; i < 3; i++) {
            assertThat(post("/v3/lease/keepalive", "{\"ID\":" + i + "}").body()).startsWith("{\"result\":{");
            assertThat(get("/page").body()).isEqualTo("a page");
        }
    }

    private record Messages(BlockingQueue<String> received) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            received.add(data.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            received.add("close " + code);
            return CompletableFuture.completedFuture(null);
        }
    }
}
