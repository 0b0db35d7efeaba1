package dev.quoin.ctl.command.kv;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.text.Raw;

/**
 * The keys that a get or a del is about.
 *
 * @param key the first
 * @param end the one after the last; empty for one key
 */
public record KeyRange(ByteString key, ByteString end) {

    /** Reads {@code <key> [range_end]} with {@code --prefix} and {@code --from-key}. */
    static KeyRange of(Arguments arguments) {
        boolean prefix = arguments.flags().on("prefix");
        boolean fromKey = arguments.flags().on("from-key");
        ByteString key = Raw.bytes(arguments.word(0));
        if (arguments.count() > 1) {
            if (prefix || fromKey) {
                throw ExitException.badArguments(
                        "too many arguments, only accept one argument when `--prefix` or `--from-key` is set");
            }
            return new KeyRange(key, Raw.bytes(arguments.word(1)));
        }
        if ((prefix || fromKey) && key.isEmpty()) {
            return new KeyRange(Keys.ZERO, Keys.ZERO);
        }
        ByteString end = prefix ? Keys.prefixEnd(key) : fromKey ? Keys.ZERO : ByteString.EMPTY;
        return new KeyRange(key, end);
    }

    /** All keys that begin so. */
    public static KeyRange prefix(String raw) {
        ByteString prefix = Raw.bytes(raw);
        return prefix.isEmpty() ? new KeyRange(Keys.ZERO, Keys.ZERO) : new KeyRange(prefix, Keys.prefixEnd(prefix));
    }

    static void exclude(Arguments arguments, String one, String other) {
        if (arguments.flags().on(one) && arguments.flags().on(other)) {
            throw ExitException.badArguments(
                    "`--" + one + "` and `--" + other + "` cannot be set at the same time, choose one");
        }
    }
}
