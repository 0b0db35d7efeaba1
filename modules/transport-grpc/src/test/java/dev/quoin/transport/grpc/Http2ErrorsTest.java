package dev.quoin.transport.grpc;

import static dev.quoin.transport.grpc.RawConnection.DATA;
import static dev.quoin.transport.grpc.RawConnection.END_HEADERS;
import static dev.quoin.transport.grpc.RawConnection.END_STREAM;
import static dev.quoin.transport.grpc.RawConnection.HEADERS;
import static dev.quoin.transport.grpc.RawConnection.PRIORITY;
import static dev.quoin.transport.grpc.RawConnection.RST_STREAM;
import static dev.quoin.transport.grpc.RawConnection.WINDOW_UPDATE;
import static dev.quoin.transport.grpc.RawConnection.block;
import static dev.quoin.transport.grpc.RawConnection.fields;
import static dev.quoin.transport.grpc.RawConnection.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.testkit.transport.TestApi;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What breaks HTTP/2's rules ends the connection or the stream that did it, as RFC 9113 says, and nothing else. */
final class Http2ErrorsTest extends RawTest {
    private static final int PROTOCOL_ERROR = 1;
    private static final int FLOW_CONTROL_ERROR = 3;
    private static final int STREAM_CLOSED = 5;
    private static final int FRAME_SIZE_ERROR = 6;
    private static final int COMPRESSION_ERROR = 9;
    private static final int ENHANCE_YOUR_CALM = 11;

    /** What a client does wrong. */
    private interface Mistake {
        void make(RawConnection connection) throws Exception;
    }

    private static Arguments mistake(String name, int error, Mistake mistake) {
        return Arguments.argumentSet(name, error, mistake);
    }

    static Stream<Arguments> connectionErrors() {
        return Stream.of(
                mistake("DATA on stream 0", PROTOCOL_ERROR, c -> c.frame(DATA, 0, 0, new byte[4])),
                mistake("DATA on an idle stream", PROTOCOL_ERROR, c -> c.frame(DATA, 0, 5, new byte[4])),
                mistake("HEADERS with an even id", PROTOCOL_ERROR, c -> c.request(2, END_STREAM, TestApi.ECHO)),
                mistake("RST_STREAM on an idle stream", PROTOCOL_ERROR, c -> c.number(RST_STREAM, 0, 7, 8)),
                mistake("WINDOW_UPDATE on an idle stream", PROTOCOL_ERROR, c -> c.number(WINDOW_UPDATE, 0, 7, 8)),
                mistake("WINDOW_UPDATE of 0", PROTOCOL_ERROR, c -> c.number(WINDOW_UPDATE, 0, 0, 0)),
                mistake("window overflow", FLOW_CONTROL_ERROR, c -> c.number(WINDOW_UPDATE, 0, 0, Integer.MAX_VALUE)),
                mistake("a frame too long", FRAME_SIZE_ERROR, c -> c.frame(DATA, 0, 1, new byte[16385])),
                mistake(
                        "SETTINGS of odd length",
                        FRAME_SIZE_ERROR,
                        c -> c.frame(RawConnection.SETTINGS, 0, 0, new byte[5])),
                mistake(
                        "PUSH_PROMISE",
                        PROTOCOL_ERROR,
                        c -> c.frame(RawConnection.PUSH_PROMISE, END_HEADERS, 1, new byte[4])),
                mistake(
                        "CONTINUATION alone",
                        PROTOCOL_ERROR,
                        c -> c.frame(RawConnection.CONTINUATION, 0, 1, new byte[4])),
                mistake(
                        "headers that do not decompress",
                        COMPRESSION_ERROR,
                        c -> c.frame(
                                HEADERS,
                                END_HEADERS,
                                1,
                                (byte) 0xff,
                                (byte) 0xff,
                                (byte) 0xff,
                                (byte) 0xff,
                                (byte) 0xff,
                                (byte) 0x7f)),
                mistake("empty DATA without end", ENHANCE_YOUR_CALM, c -> {
                    c.request(1, 0, TestApi.ECHO);
                    // At once: the server may end the connection before it has read them all.
                    ByteBuffer frames = ByteBuffer.allocate(100 * 9);
                    while (frames.hasRemaining()) {
                        frames.putInt(0).put((byte) 0).putInt(1);
                    }
                    c.bytes(frames.array());
                }));
    }

    @ParameterizedTest
    @MethodSource("connectionErrors")
    void endsTheConnection(int error, Mistake mistake) throws Exception {
        InetSocketAddress address = start();
        try (RawConnection bad = RawConnection.open(address);
                RawConnection good = RawConnection.open(address)) {
            mistake.make(bad);
            bad.assertGoAway(error, "");
            assertThat(good.call(1, TestApi.ECHO, new byte[10]).status()).isEqualTo("0");
        }
    }

    static Stream<Arguments> streamErrors() {
        return Stream.of(
                mistake(
                        "more DATA after the end",
                        STREAM_CLOSED,
                        c -> c.request(1, END_STREAM, STREAM).frame(DATA, 0, 1, new byte[4])),
                mistake(
                        "trailers after the end",
                        STREAM_CLOSED,
                        c -> c.request(1, END_STREAM, STREAM)
                                .frame(HEADERS, END_HEADERS | END_STREAM, 1, fields("a", "b"))),
                mistake(
                        "trailers without end",
                        PROTOCOL_ERROR,
                        c -> c.request(1, 0, STREAM).frame(HEADERS, END_HEADERS, 1, fields("a", "b"))),
                mistake(
                        "stream window overflow",
                        FLOW_CONTROL_ERROR,
                        c -> c.request(1, 0, STREAM).number(WINDOW_UPDATE, 0, 1, Integer.MAX_VALUE)),
                mistake(
                        "a repeated path",
                        PROTOCOL_ERROR,
                        c -> c.frame(HEADERS, END_HEADERS, 1, fields(":path", "/a/b", ":path", "/a/b"))),
                mistake(
                        "headers above the limit",
                        PROTOCOL_ERROR,
                        c -> c.request(1, 0, STREAM, "token", "x".repeat(15_000))),
                mistake(
                        "PRIORITY of wrong length",
                        FRAME_SIZE_ERROR,
                        c -> c.request(1, 0, STREAM).frame(PRIORITY, 0, 1, new byte[4])));
    }

    @ParameterizedTest
    @MethodSource("streamErrors")
    void endsTheStreamAlone(int error, Mistake mistake) throws Exception {
        config.put("max-header-list", "8KiB");
        record();
        try (RawConnection connection = RawConnection.open(start())) {
            mistake.make(connection);
            connection.assertReset(1, error);
            assertThat(connection.call(3, TestApi.ECHO, new byte[10]).status()).isEqualTo("0");
        }
    }

    @Test
    void theFirstFrameMustBeSettings() throws Exception {
        try (RawConnection connection = new RawConnection(start())) {
            connection.preface().request(1, END_STREAM, TestApi.ECHO).assertGoAway(PROTOCOL_ERROR, "SETTINGS");
        }
    }

    @Test
    void anHttp1ClientIsToldWhatThisPortSpeaks() throws Exception {
        try (RawConnection connection = new RawConnection(start())) {
            connection.bytes("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(connection.readAll(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .endsWith("\r\n\r\nthis port speaks gRPC over HTTP/2\n");
        }
    }

    @Test
    void whatMustBeIgnoredIs() throws Exception {
        try (RawConnection connection = RawConnection.open(start())) {
            connection
                    .frame(PRIORITY, 0, 9, new byte[5])
                    .frame(0x77, 0, 0, new byte[30])
                    .frame(RawConnection.GO_AWAY, 0, 0, new byte[8]);
            connection.request(1, 0, "/quoin.test.Kit/Nothing").response(1);
            connection
                    .frame(DATA, END_STREAM, 1, message(new byte[3]))
                    .number(WINDOW_UPDATE, 0, 1, 5)
                    .number(RST_STREAM, 0, 1, 8);
            assertThat(connection.call(3, TestApi.ECHO, new byte[10]).status()).isEqualTo("0");
        }
    }

    @Test
    void headersMayComeInPieces() throws Exception {
        try (RawConnection connection = RawConnection.open(start())) {
            byte[] block = block(TestApi.ECHO, "token", "x".repeat(100));
            connection.frame(HEADERS, 0, 1, java.util.Arrays.copyOf(block, 20));
            connection.frame(RawConnection.CONTINUATION, 0, 1, java.util.Arrays.copyOfRange(block, 20, 21));
            connection.frame(
                    RawConnection.CONTINUATION, END_HEADERS, 1, java.util.Arrays.copyOfRange(block, 21, block.length));
            connection.frame(DATA, END_STREAM, 1, message(new byte[3]));
            assertThat(connection.response(1).body()).isEqualTo(message(new byte[3]));
        }
    }
}
