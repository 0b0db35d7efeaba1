package dev.quoin.ctl.text;

import java.math.BigInteger;
import java.util.Locale;

/** Numbers and truth values as Go's {@code strconv} reads them, with its errors. */
public final class GoNumber {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private GoNumber() {}

    /** A text that is no such value. Its message is Go's. */
    public static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1;

        SyntaxException(String message) {
            super(message);
        }
    }

    /** A signed 64-bit number; base 0 takes the base from a prefix such as {@code 0x}. */
    public static long parseInt(String text, int base) throws SyntaxException {
        BigInteger number = parse("ParseInt", text, base, true);
        if (number.bitLength() > 63) {
            throw error("ParseInt", text, "value out of range");
        }
        return number.longValue();
    }

    /** An unsigned 64-bit number. */
    public static long parseUint(String text, int base) throws SyntaxException {
        BigInteger number = parse("ParseUint", text, base, false);
        if (number.compareTo(TWO_TO_64) >= 0) {
            throw error("ParseUint", text, "value out of range");
        }
        return number.longValue();
    }

    /** A truth value: 1, t, T, TRUE, true, True and their opposites. */
    public static boolean parseBool(String text) throws SyntaxException {
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "0", "f", "F", "FALSE", "false", "False" -> false;
            default -> throw error("ParseBool", text, "invalid syntax");
        };
    }

    private static BigInteger parse(String function, String text, int base, boolean signed) throws SyntaxException {
        String digits = text;
        boolean negative = false;
        if (signed && !digits.isEmpty() && (digits.charAt(0) == '-' || digits.charAt(0) == '+')) {
            negative = digits.charAt(0) == '-';
            digits = digits.substring(1);
        }
        int radix = base;
        if (base == 0) {
            radix = radix(digits);
            digits = radix == 10 ? digits : digits.substring(digits.matches("0[0-9_].*") ? 1 : 2);
            digits = digits.replace("_", "");
        }
        if (digits.isEmpty() || !allDigits(digits, radix)) {
            throw error(function, text, "invalid syntax");
        }
        BigInteger number = new BigInteger(digits, radix);
        return negative ? number.negate() : number;
    }

    private static int radix(String digits) {
        String lower = digits.toLowerCase(Locale.ROOT);
        if (lower.length() < 2 || lower.charAt(0) != '0') {
            return 10;
        }
        return switch (lower.charAt(1)) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
        };
    }

    private static boolean allDigits(String digits, int radix) {
        return digits.chars().allMatch(each -> each < 128 && Character.digit(each, radix) >= 0);
    }

    private static SyntaxException error(String function, String text, String what) {
        return new SyntaxException("strconv." + function + ": parsing " + GoQuote.quote(text) + ": " + what);
    }
}
