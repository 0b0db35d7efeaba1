package dev.quoin.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client made of bare frames, to say what no client library says. */
final class RawConnection implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();

    /**
     * A frame as it came.
     *
     * @param payload its bytes
     */
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean ends() {
            return (flags & END_STREAM) != 0;
        }

        int number(int at) {
            return ByteBuffer.wrap(payload).getInt(at);
        }

        /** What a GOAWAY says. */
        String debug() {
            return new String(payload, 8, payload.length - 8, StandardCharsets.UTF_8);
        }
    }

    /**
     * A whole response.
     *
     * @param headers first and last ones together
     * @param body of all DATA frames
     */
    record Response(Map<String, String> headers, byte[] body) {
        String status() {
            return headers.get("grpc-status");
        }

        String message() {
            return headers.get("grpc-message");
        }
    }

    RawConnection(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(65536);
        socket.connect(address);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connected, with settings exchanged. */
    static RawConnection open(InetSocketAddress address, int... settings) throws IOException {
        RawConnection connection = new RawConnection(address);
        connection.preface().settings(settings);
        return connection;
    }

    RawConnection bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    RawConnection preface() throws IOException {
        return bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    RawConnection settings(int... idsAndValues) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(idsAndValues.length * 3);
        for (int i = 0; i < idsAndValues.length; i += 2) {
            payload.putShort((short) idsAndValues[i]).putInt(idsAndValues[i + 1]);
        }
        return frame(SETTINGS, 0, 0, payload.array());
    }

    RawConnection frame(int type, int flags, int stream, byte... payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload);
        return bytes(frame.array());
    }

    RawConnection number(int type, int flags, int stream, int value) throws IOException {
        return frame(type, flags, stream, ByteBuffer.allocate(4).putInt(value).array());
    }

    /** A request's headers as a gRPC client sends them, and more. */
    RawConnection request(int stream, int flags, String path, String... more) throws IOException {
        return frame(HEADERS, flags | END_HEADERS, stream, block(path, more));
    }

    static byte[] block(String path, String... more) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        field(block, ":method", "POST");
        field(block, ":scheme", "http");
        field(block, ":path", path);
        field(block, ":authority", "test");
        field(block, "content-type", "application/grpc");
        field(block, "te", "trailers");
        for (int i = 0; i < more.length; i += 2) {
            field(block, more[i], more[i + 1]);
        }
        return block.toByteArray();
    }

    /** Any headers. */
    static byte[] fields(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            field(block, namesAndValues[i], namesAndValues[i + 1]);
        }
        return block.toByteArray();
    }

    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        for (String text : new String[] {name, value}) {
            int length = text.length();
            if (length < 127) {
                block.write(length);
            } else {
                block.write(127);
                for (length -= 127; length >= 128; length >>= 7) {
                    block.write(length & 127 | 128);
                }
                block.write(length);
            }
            block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** A message with gRPC's prefix. */
    static byte[] message(byte[] content) {
        return message(0, content);
    }

    static byte[] message(int flag, byte[] content) {
        return ByteBuffer.allocate(5 + content.length)
                .put((byte) flag)
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** A whole call. */
    Response call(int stream, String path, byte[] request, String... headers) throws Exception {
        request(stream, 0, path, headers).frame(DATA, END_STREAM, stream, message(request));
        return response(stream);
    }

    Frame read() throws IOException {
        int lengthAndType = in.readInt();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = new byte[lengthAndType >>> 8];
        in.readFully(payload);
        return new Frame(lengthAndType & 0xff, flags, stream, payload);
    }

    /** The next frame of this type; others are passed over. */
    Frame await(int type) throws IOException {
        Frame frame = read();
        while (frame.type() != type || (type == SETTINGS || type == PING) && (frame.flags() & ACK) != 0) {
            frame = read();
        }
        return frame;
    }

    /** The acknowledgement of a ping sent now: everything before it has been processed. */
    RawConnection sync() throws IOException {
        frame(PING, 0, 0, new byte[8]);
        Frame frame = read();
        while (frame.type() != PING || (frame.flags() & ACK) == 0) {
            frame = read();
        }
        return this;
    }

    /** Reads a stream to its end. */
    Response response(int stream) throws IOException, Http2Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Frame frame = read();
            if (frame.type() == HEADERS) {
                Map<String, String> decoded = headers(frame);
                headers.putAll(frame.stream() == stream ? decoded : Map.of());
            } else if (frame.type() == GO_AWAY) {
                throw new AssertionError("connection ended: " + frame.number(4) + " " + frame.debug());
            } else if (frame.stream() == stream && frame.type() == RST_STREAM) {
                throw new AssertionError("stream was reset: " + frame.number(0));
            } else if (frame.stream() == stream && frame.type() == DATA) {
                body.writeBytes(frame.payload());
            }
            if (frame.stream() == stream && frame.ends()) {
                return new Response(headers, body.toByteArray());
            }
        }
    }

    Map<String, String> headers(Frame frame) throws Http2Exception {
        Map<String, String> fields = new LinkedHashMap<>();
        Http2Headers headers = decoder.decodeHeaders(1, Unpooled.wrappedBuffer(frame.payload()));
        headers.forEach(
                field -> fields.put(field.getKey().toString(), field.getValue().toString()));
        return fields;
    }

    /** The server ends the connection, with this error and for this reason. */
    void assertGoAway(int error, String reason) throws IOException {
        Frame frame = await(GO_AWAY);
        assertThat(frame.number(4)).isEqualTo(error);
        assertThat(frame.debug()).contains(reason);
        assertEnded();
    }

    /** The server ends one stream, with this error. */
    void assertReset(int stream, int error) throws IOException {
        Frame frame = await(RST_STREAM);
        assertThat(frame.stream()).isEqualTo(stream);
        assertThat(frame.number(0)).isEqualTo(error);
    }

    /** Nothing more comes. */
    void assertEnded() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (EOFException | SocketException end) {
            // As expected.
        }
    }

    byte[] readAll() throws IOException {
        return in.readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
