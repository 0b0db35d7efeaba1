package dev.quoin.transport.grpc;

import static dev.quoin.transport.grpc.RawConnection.DATA;
import static dev.quoin.transport.grpc.RawConnection.END_HEADERS;
import static dev.quoin.transport.grpc.RawConnection.END_STREAM;
import static dev.quoin.transport.grpc.RawConnection.HEADERS;
import static dev.quoin.transport.grpc.RawConnection.PADDED;
import static dev.quoin.transport.grpc.RawConnection.RST_STREAM;
import static dev.quoin.transport.grpc.RawConnection.fields;
import static dev.quoin.transport.grpc.RawConnection.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.testkit.transport.TestApi;
import dev.quoin.transport.grpc.RawConnection.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** gRPC over HTTP/2 as its specification has it, and where that leaves a choice, as grpc-go has it. */
final class GrpcProtocolTest extends RawTest {
    @Test
    void aUnaryResponseHasHeadersMessageAndTrailers() throws Exception {
        try (RawConnection connection = RawConnection.open(start())) {
            connection.request(1, 0, TestApi.ECHO).frame(DATA, END_STREAM, 1, message(new byte[] {7}));
            assertThat(connection.headers(connection.await(HEADERS)))
                    .isEqualTo(Map.of(":status", "200", "content-type", "application/grpc"));
            assertThat(connection.read().payload()).isEqualTo(message(new byte[] {7}));
            RawConnection.Frame trailers = connection.read();
            assertThat(trailers.ends()).isTrue();
            assertThat(connection.headers(trailers)).isEqualTo(Map.of("grpc-status", "0"));
        }
    }

    @Test
    void aMessageMayBeSplitAnywhereAndFramesPadded() throws Exception {
        Recorder recorder = record();
        try (RawConnection connection = RawConnection.open(start())) {
            connection.request(1, 0, STREAM);
            recorder.call().request(10);
            for (byte b : message(new byte[] {1, 2, 3})) {
                connection.frame(DATA, 0, 1, b);
            }
            assertThat(recorder.next()).isEqualTo(new byte[] {1, 2, 3});
            ByteArrayOutputStream several = new ByteArrayOutputStream();
            several.writeBytes(message(new byte[] {4}));
            several.writeBytes(message(new byte[0]));
            several.writeBytes(message(new byte[] {5, 6}));
            connection.frame(DATA, 0, 1, several.toByteArray());
            assertThat(recorder.next()).isEqualTo(new byte[] {4});
            assertThat(recorder.next()).isEqualTo(new byte[0]);
            assertThat(recorder.next()).isEqualTo(new byte[] {5, 6});
            // Two bytes of padding around a message of one.
            connection.frame(DATA, PADDED, 1, new byte[] {2, 0, 0, 0, 0, 1, 9, 0, 0});
            assertThat(recorder.next()).isEqualTo(new byte[] {9});
            connection.frame(HEADERS, END_HEADERS | END_STREAM, 1, fields("some", "trailer"));
            assertThat(recorder.next()).isEqualTo("half-close");
        }
    }

    @Test
    void aRequestThatIsNotGrpcGetsAnHttpStatus() throws Exception {
        try (RawConnection connection = RawConnection.open(start())) {
            Response html = connection
                    .frame(
                            HEADERS,
                            END_HEADERS | END_STREAM,
                            1,
                            fields(":method", "POST", ":scheme", "http", ":path", "/", "content-type", "text/html"))
                    .response(1);
            assertThat(html.headers()).containsEntry(":status", "415");
            assertThat(html.message()).isEqualTo("invalid gRPC request content-type \"text/html\"");
            Response get = connection
                    .frame(
                            HEADERS,
                            END_HEADERS | END_STREAM,
                            3,
                            fields(
                                    ":method",
                                    "GET",
                                    ":scheme",
                                    "http",
                                    ":path",
                                    "/",
                                    "content-type",
                                    "application/grpc+proto"))
                    .response(3);
            assertThat(get.headers()).containsEntry(":status", "405");
            Response timeout = connection
                    .request(5, END_STREAM, TestApi.ECHO, "grpc-timeout", "soon")
                    .response(5);
            assertThat(timeout.headers()).containsEntry(":status", "400");
            assertThat(timeout.message()).isEqualTo("malformed grpc-timeout: \"soon\"");
        }
    }

    @Test
    void theServerItselfEndsACallAtItsDeadline() throws Exception {
        Recorder recorder = record();
        try (RawConnection connection = RawConnection.open(start())) {
            Response response =
                    connection.request(1, 0, STREAM, "grpc-timeout", "50m").response(1);
            assertThat(response.status()).isEqualTo("4");
            assertThat(response.message()).isEqualTo("context deadline exceeded");
            assertThat(recorder.next()).isEqualTo("cancel");
            assertThat(System.nanoTime()).isGreaterThanOrEqualTo(recorder.call().deadlineNanos());
            connection.assertReset(1, 0);
        }
    }

    @Test
    void aDeadlineThatHasPassedOrIsEndlessIsOneToo() throws Exception {
        record();
        try (RawConnection connection = RawConnection.open(start())) {
            assertThat(connection
                            .request(1, 0, STREAM, "grpc-timeout", "0n")
                            .response(1)
                            .status())
                    .isEqualTo("4");
            assertThat(connection
                            .call(3, TestApi.ECHO, new byte[0], "grpc-timeout", "99999999H")
                            .status())
                    .isEqualTo("0");
        }
    }

    @Test
    void aResetCancels() throws Exception {
        Recorder recorder = record();
        try (RawConnection connection = RawConnection.open(start())) {
            connection.request(1, 0, STREAM).number(RST_STREAM, 0, 1, 8);
            assertThat(recorder.next()).isEqualTo("cancel");
            assertThat(recorder.call().isCancelled()).isTrue();
        }
    }

    @Test
    void compressedRequestsAreUnderstood() throws Exception {
        try (RawConnection connection = RawConnection.open(start())) {
            byte[] content = "again and again ".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            connection
                    .request(1, 0, TestApi.ECHO, "grpc-encoding", "gzip")
                    .frame(DATA, END_STREAM, 1, message(1, gzip(content)));
            assertThat(connection.response(1).body()).isEqualTo(message(content));
        }
    }

    @Test
    void compressionThatIsWrongIsExplained() throws Exception {
        try (RawConnection connection = RawConnection.open(start())) {
            connection.request(1, 0, TestApi.ECHO).frame(DATA, END_STREAM, 1, message(1, gzip(new byte[9])));
            assertThat(connection.response(1).message())
                    .isEqualTo("grpc: compressed flag set with identity or empty encoding");
            Response snappy = connection
                    .request(3, END_STREAM, TestApi.ECHO, "grpc-encoding", "snappy")
                    .response(3);
            assertThat(snappy.status()).isEqualTo("12");
            assertThat(snappy.headers()).containsEntry("grpc-accept-encoding", "identity,gzip");
            connection
                    .request(5, 0, TestApi.ECHO, "grpc-encoding", "gzip")
                    .frame(DATA, END_STREAM, 5, message(1, new byte[30]));
            assertThat(connection.response(5).status()).isEqualTo("13");
            connection
                    .request(7, 0, TestApi.ECHO, "grpc-encoding", "gzip")
                    .frame(DATA, END_STREAM, 7, message(1, gzip(new byte[5 << 20])));
            assertThat(connection.response(7).message()).contains("after decompression larger than max");
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void aTooLargeMessageIsRefusedFromItsPrefixAlone() throws Exception {
        try (RawConnection connection = RawConnection.open(start())) {
            Response refused = connection
                    .request(1, 0, TestApi.ECHO)
                    .frame(DATA, 0, 1, new byte[] {0, 0x7f, 0, 0, 0})
                    .response(1);
            assertThat(refused.status()).isEqualTo("8");
            assertThat(refused.message()).isEqualTo("grpc: received message larger than max (2130706432 vs. 2097152)");
        }
    }

    @Test
    void aUnaryCallTakesExactlyOneMessage() throws Exception {
        api.unary("/quoin.test.Kit/Silent", (call, request) -> {});
        try (RawConnection connection = RawConnection.open(start())) {
            assertThat(connection
                            .request(1, END_STREAM, TestApi.ECHO)
                            .response(1)
                            .message())
                    .contains("received no request message");
            connection.request(3, 0, TestApi.ECHO).frame(DATA, END_STREAM, 3, new byte[] {0, 0, 0});
            assertThat(connection.response(3).message()).contains("received no request message");
            connection
                    .request(5, 0, "/quoin.test.Kit/Silent")
                    .frame(DATA, 0, 5, message(new byte[1]))
                    .frame(DATA, END_STREAM, 5, message(new byte[1]));
            assertThat(connection.response(5).message()).contains("received multiple request messages");
            connection.request(7, 0, TestApi.ECHO).frame(DATA, END_STREAM, 7, new byte[] {9, 0, 0, 0, 0});
            assertThat(connection.response(7).message()).isEqualTo("grpc: received unexpected payload format 9");
        }
    }

    @Test
    void aMalformedPathIsNamed() throws Exception {
        try (RawConnection connection = RawConnection.open(start())) {
            Response response = connection.request(1, END_STREAM, "nonsense").response(1);
            assertThat(response.status()).isEqualTo("12");
            assertThat(response.message()).isEqualTo("malformed method name: \"nonsense\"");
        }
    }

    @Test
    void anUnfinishedStreamOfMessagesIsAnError() throws Exception {
        Recorder recorder = record();
        try (RawConnection connection = RawConnection.open(start())) {
            connection.request(1, 0, STREAM);
            recorder.call().request(1);
            connection.frame(DATA, END_STREAM, 1, new byte[] {0, 0, 0, 0, 9, 1});
            assertThat(connection.response(1).message()).isEqualTo("unexpected EOF");
            assertThat(recorder.next()).isEqualTo("cancel");
        }
    }
}
