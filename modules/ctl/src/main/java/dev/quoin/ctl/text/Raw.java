package dev.quoin.ctl.text;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Byte strings: strings in which each character is one byte. Arguments, keys and values are bytes that need not be
 * UTF-8, and
 * etcdctl passes them on unchanged. So the whole tool keeps texts in this form, and the output writes each character
 * as one byte.
 */
public final class Raw {
    private Raw() {}

    /** The byte string of these bytes. */
    public static String of(ByteString bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** The byte string of a Unicode text: its UTF-8 bytes. */
    public static String ofText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The Unicode text that a byte string holds as UTF-8. */
    public static String text(String raw) {
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The bytes of a byte string. */
    public static ByteString bytes(String raw) {
        return ByteString.copyFrom(raw, StandardCharsets.ISO_8859_1);
    }

    /** Each byte as a backslash, an x and two hexadecimal digits, as {@code --hex} prints keys and values. */
    public static String hex(ByteString bytes) {
        StringBuilder hex = new StringBuilder(bytes.size() * 4);
        for (byte each : bytes) {
            hex.append("\\x").append(HexFormat.of().toHexDigits(each));
        }
        return hex.toString();
    }

    /** An id as sixteen hexadecimal digits. */
    public static String hex16(long id) {
        return HexFormat.of().toHexDigits(id);
    }
}
