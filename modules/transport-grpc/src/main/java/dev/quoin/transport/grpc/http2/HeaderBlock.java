package dev.quoin.transport.grpc.http2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Builds compressed headers (RFC 7541) of static and literal fields only. They touch no dynamic table, so a block can be built once and sent on
 * every connection, at the price of some twenty bytes on the wire.
 */
public final class HeaderBlock {
    private static final int INDEXED = 0x80;
    private static final int STATUS_NAME = 8;
    private static final int CONTENT_TYPE_NAME = 31;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    /** The response's status; comes first. */
    public HeaderBlock status(int code) {
        // The static table holds the whole field for these: entries 8 to 14.
        int index = switch (code) {
            case 200 -> 8;
            case 204 -> 9;
            case 206 -> 10;
            case 304 -> 11;
            case 400 -> 12;
            case 404 -> 13;
            case 500 -> 14;
            default -> 0;
        };
        if (index > 0) {
            bytes.write(INDEXED | index);
        } else {
            integer(0, 4, STATUS_NAME);
            string(Integer.toString(code));
        }
        return this;
    }

    /** What the body is. */
    public HeaderBlock contentType(String value) {
        integer(0, 4, CONTENT_TYPE_NAME);
        string(value);
        return this;
    }

    /** Any other header. */
    public HeaderBlock field(String lowerCaseName, String value) {
        bytes.write(0);
        string(lowerCaseName);
        string(value);
        return this;
    }

    /** The block. */
    public byte[] build() {
        return bytes.toByteArray();
    }

    private void string(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        integer(0, 7, ascii.length);
        bytes.write(ascii, 0, ascii.length);
    }

    /** An integer with a prefix of some bits, RFC 7541 section 5.1. */
    private void integer(int high, int prefixBits, int value) {
        int limit = (1 << prefixBits) - 1;
        if (value < limit) {
            bytes.write(high | value);
            return;
        }
        bytes.write(high | limit);
        int rest = value - limit;
        while (rest >= 0x80) {
            bytes.write(0x80 | (rest & 0x7f));
            rest >>>= 7;
        }
        bytes.write(rest);
    }
}
