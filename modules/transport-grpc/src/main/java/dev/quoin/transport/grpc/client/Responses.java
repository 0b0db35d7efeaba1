package dev.quoin.transport.grpc.client;

import dev.quoin.api.transport.StatusCode;
import dev.quoin.transport.grpc.http2.HeaderBlock;
import java.nio.charset.StandardCharsets;

/** The header blocks of responses; those of every day are built once. */
final class Responses {
    private static final String CONTENT_TYPE = "application/grpc";
    /** Longer texts are cut, since clients bound the headers that they accept, some at 8 KiB. */
    private static final int MAX_MESSAGE = 4096;

    private static final int HTTP_OK = 200;

    /** Before the first message. */
    static final byte[] HEADERS =
            new HeaderBlock().status(HTTP_OK).contentType(CONTENT_TYPE).build();

    /** After the last message of a call that went well. */
    static final byte[] OK = new HeaderBlock().field("grpc-status", "0").build();

    private Responses() {}

    /** What ends a call whose headers have been sent. */
    static byte[] trailers(StatusCode code, String message) {
        return code == StatusCode.OK && message.isEmpty()
                ? OK
                : status(new HeaderBlock(), code, message).build();
    }

    /** What ends a call that has sent nothing. */
    static byte[] trailersOnly(StatusCode code, String message) {
        return trailersOnly(HTTP_OK, code, message);
    }

    /** The same for requests that are not gRPC's, with an HTTP status that says so. */
    static byte[] trailersOnly(int httpStatus, StatusCode code, String message) {
        return status(new HeaderBlock().status(httpStatus).contentType(CONTENT_TYPE), code, message)
                .build();
    }

    /** The answer to a compression that is not supported tells which are. */
    static byte[] unsupportedEncoding(String message) {
        HeaderBlock block = new HeaderBlock().status(HTTP_OK).contentType(CONTENT_TYPE);
        return status(block, StatusCode.UNIMPLEMENTED, message)
                .field("grpc-accept-encoding", "identity,gzip")
                .build();
    }

    private static HeaderBlock status(HeaderBlock block, StatusCode code, String message) {
        block.field("grpc-status", Integer.toString(code.ordinal()));
        return message.isEmpty() ? block : block.field("grpc-message", percentEncode(message));
    }

    /** Printable ASCII but for the percent sign stays; of all else the UTF-8 bytes are escaped. */
    static String percentEncode(String message) {
        StringBuilder out = new StringBuilder(message.length());
        for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
            if (out.length() >= MAX_MESSAGE) {
                break;
            }
            if (b >= ' ' && b <= '~' && b != '%') {
                out.append((char) b);
            } else {
                out.append('%').append(hex(b >> 4)).append(hex(b));
            }
        }
        return out.toString();
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble & 0xf);
    }
}
