package dev.quoin.transport.grpc.peer.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How gRPC looks on HTTP/2: paths, headers, the five bytes ahead of a message, and how a call ends. */
public final class Grpc {
    public static final String MESSAGES = "/quoin.peer.v1.Peer/Messages";
    public static final String SNAPSHOT = "/quoin.peer.v1.Peer/Snapshot";
    /** The question's name follows. */
    public static final String CALL = "/quoin.peer.v1.Call/";

    public static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    public static final AsciiString CONTENT_TYPE_GRPC = AsciiString.cached("application/grpc");
    public static final AsciiString TE = AsciiString.cached("te");
    public static final AsciiString TRAILERS = AsciiString.cached("trailers");
    private static final AsciiString STATUS = AsciiString.cached("grpc-status");
    private static final AsciiString MESSAGE = AsciiString.cached("grpc-message");
    /** Why, in the words of the consensus contract; or that the caller was removed. */
    private static final AsciiString REASON = AsciiString.cached("quoin-reason");

    public static final int PREFIX_BYTES = 5;

    private Grpc() {}

    /**
     * How a call ended.
     *
     * @param code of gRPC, 0 for success
     * @param message why
     * @param reason in one word, or empty
     */
    public record Ending(int code, String message, String reason) {
        public static final Ending OK = new Ending(0, "", "");
        /** The caller is not a member any more. */
        public static final String REMOVED = "REMOVED";

        public static final int INTERNAL = 13;
        public static final int FAILED_PRECONDITION = 9;
        public static final int RESOURCE_EXHAUSTED = 8;
        public static final int UNIMPLEMENTED = 12;
    }

    /** The headers with which an answer begins. */
    public static Http2Headers accepted() {
        return new DefaultHttp2Headers().status("200").set(CONTENT_TYPE, CONTENT_TYPE_GRPC);
    }

    /** The headers with which an answer ends; with those it begins with, where it has not begun. */
    public static Http2Headers ending(Ending ending, boolean begun) {
        Http2Headers headers = begun ? new DefaultHttp2Headers() : accepted();
        headers.set(STATUS, Integer.toString(ending.code));
        if (!ending.message.isEmpty()) {
            headers.set(
                    MESSAGE,
                    URLEncoder.encode(ending.message, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        if (!ending.reason.isEmpty()) {
            headers.set(REASON, ending.reason);
        }
        return headers;
    }

    /** What headers say of the end, or null where they are not the last. */
    public static @Nullable Ending endingIn(Http2Headers headers) {
        CharSequence code = headers.get(STATUS);
        if (code == null) {
            CharSequence status = headers.status();
            return status == null || status.toString().equals("200")
                    ? null
                    : new Ending(Ending.INTERNAL, "HTTP status " + status, "");
        }
        CharSequence message = headers.get(MESSAGE);
        CharSequence reason = headers.get(REASON);
        return new Ending(
                code.toString().matches("\\d{1,2}") ? Integer.parseInt(code.toString()) : Ending.INTERNAL,
                message == null ? "" : decode(message.toString()),
                reason == null ? "" : reason.toString());
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /**
     * A message as it goes onto the wire: copied once, into memory that the system can send from. Arrays wrapped instead
     * would be copied too, and large ones have been seen to fail on the way through HTTP/2's queues and epoll.
     */
    public static ByteBuf frame(ByteBufAllocator memory, List<byte[]> parts, int bytes) {
        ByteBuf frame = memory.directBuffer(PREFIX_BYTES + bytes);
        frame.writeByte(0).writeInt(bytes);
        for (int i = 0; i < parts.size(); i++) {
            frame.writeBytes(parts.get(i));
        }
        return frame;
    }

    public static ByteBuf frame(ByteBufAllocator memory, byte[] message) {
        return frame(memory, List.of(message), message.length);
    }

    public static ByteBuf frame(ByteBufAllocator memory, ByteBuffer message) {
        int bytes = message.remaining();
        return memory.directBuffer(PREFIX_BYTES + bytes)
                .writeByte(0)
                .writeInt(bytes)
                .writeBytes(message);
    }
}
