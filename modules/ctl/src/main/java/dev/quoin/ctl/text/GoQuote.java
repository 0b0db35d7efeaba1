package dev.quoin.ctl.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Quoting as Go's {@code %q} does it, in both directions, on byte strings. */
public final class GoQuote {
    private GoQuote() {}

    /** The byte string in double quotes; what is not printable is escaped. */
    public static String quote(String raw) {
        StringBuilder quoted = new StringBuilder(raw.length() + 2).append('"');
        int at = 0;
        while (at < raw.length()) {
            int length = runeLength(raw, at);
            String bytes = raw.substring(at, at + Math.max(1, length));
            if (length == 0) {
                quoted.append(String.format("\\x%02x", (int) raw.charAt(at)));
            } else {
                appendRune(quoted, Raw.text(bytes).codePointAt(0), bytes);
            }
            at += bytes.length();
        }
        return quoted.append('"').toString();
    }

    private static void appendRune(StringBuilder quoted, int rune, String bytes) {
        switch (rune) {
            case '"', '\\' -> quoted.append('\\').append((char) rune);
            case 7 -> quoted.append("\\a");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case 11 -> quoted.append("\\v");
            default -> {
                if (isPrintable(rune)) {
                    quoted.append(bytes);
                } else if (rune < ' ' || rune == 0x7f) {
                    quoted.append(String.format("\\x%02x", rune));
                } else {
                    quoted.append(String.format(rune < 0x10000 ? "\\u%04x" : "\\U%08x", rune));
                }
            }
        }
    }

    private static boolean isPrintable(int rune) {
        return switch (Character.getType(rune)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> rune == ' ';
            default -> true;
        };
    }

    /** The number of bytes of the UTF-8 character that begins here; 0 if none does. */
    public static int runeLength(String raw, int at) {
        int first = raw.charAt(at);
        int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length < 2 || at + length > raw.length()) {
            return length == 1 ? 1 : 0;
        }
        try {
            byte[] bytes = raw.substring(at, at + length).getBytes(StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return length;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }

    /**
     * Reads a quoted string at the beginning of the text.
     *
     * @return the string and the number of characters that it took, or null if no well-formed quoted string is there
     */
    public static @Nullable Unquoted unquote(String text) {
        if (text.startsWith("`")) {
            int end = text.indexOf('`', 1);
            return end < 0 ? null : new Unquoted(text.substring(1, end), end + 1);
        }
        if (!text.startsWith("\"")) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        int at = 1;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\n') {
                return null;
            }
            int taken = text.charAt(at) == '\\' ? Escape.read(text, at, value) : plain(text, at, value);
            if (taken == 0) {
                return null;
            }
            at += taken;
        }
        return at < text.length() ? new Unquoted(value.toString(), at + 1) : null;
    }

    private static int plain(String text, int at, StringBuilder value) {
        value.append(text.charAt(at));
        return 1;
    }

    /** A string that was quoted, and the length of its quoted form. */
    public record Unquoted(String value, int length) {}
}
