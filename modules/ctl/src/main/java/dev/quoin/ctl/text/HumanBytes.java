package dev.quoin.ctl.text;

import java.util.Locale;

/** Sizes in units of a thousand, as endpoint status prints them: {@code 20 kB}, {@code 2.1 GB}. */
public final class HumanBytes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private HumanBytes() {}

    /** The size with its unit. One decimal place below ten. */
    public static String format(long bytes) {
        double size = bytes < 0 ? bytes + 0x1p64 : bytes;
        if (size < 10) {
            return bytes + " B";
        }
        int power = (int) Math.floor(Math.log(size) / Math.log(1000));
        double value = Math.floor(size / Math.pow(1000, power) * 10 + 0.5) / 10;
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[power]);
    }
}
