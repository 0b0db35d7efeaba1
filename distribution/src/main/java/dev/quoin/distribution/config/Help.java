package dev.quoin.distribution.config;

import dev.quoin.api.config.ConfigKey;
import java.util.Locale;

/** The text of {@code --help}, made from the keys. */
public final class Help {
    private static final String HEAD = """
            Usage:
              quoin [flags]              run a node
              quoin plugins              list the plugins found, with their flags
              quoin utl migrate ...      move a stopped member's data to another backend
              quoin utl log dump ...     print a member's log; quoin utl --help lists the flags of both
              quoin --version            print the versions
              quoin --help               print this

            A flag may be written --x=y, --x y or -x=y. Instead of --some-flag, the variable QUOIN_SOME_FLAG or
            ETCD_SOME_FLAG may be set, or the key some-flag in the YAML file of --config-file, which then is the only source.

            Flags:
            """;

    private Help() {}

    /** The text, for these keys. */
    public static String of(FlagTable table) {
        StringBuilder text = new StringBuilder(HEAD);
        String owner = "";
        for (Flag flag : table.all()) {
            if (!flag.owner().equals(owner)) {
                owner = flag.owner();
                text.append("\nFlags of plugin ").append(owner).append(":\n");
            }
            text.append("  --").append(flag.name());
            text.append(value(flag.key()))
                    .append("\n      ")
                    .append(flag.key().description())
                    .append('\n');
        }
        return text.toString();
    }

    /** The type, range and default of a key, as they are shown behind its name. */
    public static String value(ConfigKey key) {
        String kind = switch (key.type()) {
            case CHOICE -> String.join("|", key.choices());
            default -> key.type().name().toLowerCase(Locale.ROOT);
        };
        String range = key.range().text();
        String shown = key.secret() ? "secret" : key.defaultText();
        return " <" + kind + (range.isEmpty() ? "" : ", " + range) + ">"
                + (shown == null || shown.isEmpty() ? "" : "  (" + shown + ")");
    }
}
