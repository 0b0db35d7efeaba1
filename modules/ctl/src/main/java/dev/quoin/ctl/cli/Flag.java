package dev.quoin.ctl.cli;

import dev.quoin.ctl.text.GoDuration;
import dev.quoin.ctl.text.GoNumber;
import dev.quoin.ctl.text.GoNumber.SyntaxException;
import dev.quoin.ctl.text.GoQuote;

/**
 * A flag.
 *
 * @param name its long name
 * @param shorthand its one letter, or empty
 * @param type what its value is
 * @param initial its value where it is not given
 * @param usage one line for the help
 */
public record Flag(String name, String shorthand, Type type, String initial, String usage) {

    /** The kind of a value: its name in the help, and whether the value may be left out. */
    public enum Type {
        STRING("string"),
        BOOL(""),
        INT("int"),
        UINT("uint"),
        DURATION("duration"),
        STRINGS("strings");

        final String shown;

        Type(String shown) {
            this.shown = shown;
        }
    }

    /** A text. */
    public static Flag string(String name, String initial, String usage) {
        return new Flag(name, "", Type.STRING, initial, usage);
    }

    /** A switch, off unless given. */
    public static Flag bool(String name, String usage) {
        return new Flag(name, "", Type.BOOL, "false", usage);
    }

    /** A switch that is on unless turned off. */
    public static Flag on(String name, String usage) {
        return new Flag(name, "", Type.BOOL, "true", usage);
    }

    /** A signed number. */
    public static Flag number(String name, long initial, String usage) {
        return new Flag(name, "", Type.INT, Long.toString(initial), usage);
    }

    /** A duration. */
    public static Flag duration(String name, String initial, String usage) {
        return new Flag(name, "", Type.DURATION, initial, usage);
    }

    /** The same flag with a letter. */
    public Flag letter(String letter) {
        return new Flag(name, letter, type, initial, usage);
    }

    /** Both names, as messages call the flag. */
    String label() {
        return shorthand.isEmpty() ? "--" + name : "-" + shorthand + ", --" + name;
    }

    /** Checks a value that was given. */
    void check(String value) throws UsageException {
        try {
            switch (type) {
                case BOOL -> GoNumber.parseBool(value);
                case INT -> GoNumber.parseInt(value, 0);
                case UINT -> GoNumber.parseUint(value, 0);
                case DURATION -> GoDuration.parse(value);
                case STRING, STRINGS -> {}
            }
        } catch (SyntaxException | IllegalArgumentException e) {
            throw new UsageException("invalid argument " + GoQuote.quote(value) + " for " + GoQuote.quote(label())
                    + " flag: " + e.getMessage());
        }
    }

    /** What the help says about the value where the flag is not given. */
    String shownDefault() {
        return switch (type) {
            case STRING -> initial.isEmpty() ? "" : " (default " + GoQuote.quote(initial) + ")";
            case STRINGS -> " (default [" + initial + "])";
            case BOOL -> initial.equals("false") ? "" : " (default true)";
            case INT, UINT -> initial.equals("0") ? "" : " (default " + initial + ")";
            case DURATION -> " (default " + initial + ")";
        };
    }
}
