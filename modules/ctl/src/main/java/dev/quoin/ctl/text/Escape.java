package dev.quoin.ctl.text;

/** One escape sequence of a quoted string. */
final class Escape {
    private static final String PLAIN = "abfnrtv\\\"";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\\"";

    private Escape() {}

    /** Appends what the sequence at this place means, and answers with its length; 0 if it is no escape sequence. */
    static int read(String text, int at, StringBuilder value) {
        if (at + 1 >= text.length()) {
            return 0;
        }
        char kind = text.charAt(at + 1);
        int plain = PLAIN.indexOf(kind);
        if (plain >= 0) {
            value.append(MEANT.charAt(plain));
            return 2;
        }
        return switch (kind) {
            case 'x' -> number(text, at + 2, 2, 16, false, value);
            case 'u' -> number(text, at + 2, 4, 16, true, value);
            case 'U' -> number(text, at + 2, 8, 16, true, value);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(text, at + 1, 3, 8, false, value);
            default -> 0;
        };
    }

    private static int number(String text, int from, int digits, int radix, boolean rune, StringBuilder value) {
        if (from + digits > text.length()) {
            return 0;
        }
        int number;
        try {
            number = Integer.parseUnsignedInt(text, from, from + digits, radix);
        } catch (NumberFormatException e) {
            return 0;
        }
        if (rune ? !Character.isValidCodePoint(number) : number > 255) {
            return 0;
        }
        value.append(rune ? Raw.ofText(Character.toString(number)) : String.valueOf((char) number));
        return radix == 8 ? 1 + digits : 2 + digits;
    }
}
