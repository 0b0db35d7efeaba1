package dev.quoin.ctl.command.auth;

import com.google.protobuf.ByteString;
import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.command.kv.KeyRange;
import dev.quoin.ctl.command.kv.Keys;
import dev.quoin.ctl.text.Raw;

/** The keys that a permission is about. */
final class PermittedKeys {
    private PermittedKeys() {}

    /** @param first which argument is the key */
    static KeyRange of(Arguments arguments, int first) {
        boolean prefix = arguments.flags().on("prefix");
        boolean fromKey = arguments.flags().on("from-key");
        ByteString key = Raw.bytes(arguments.word(first));
        boolean hasEnd = arguments.count() > first + 1;
        if (prefix && fromKey && (key.isEmpty() || !hasEnd)) {
            throw ExitException.badArguments("--from-key and --prefix flags are mutually exclusive");
        }
        if (key.isEmpty()) {
            return new KeyRange(Keys.ZERO, prefix || fromKey ? Keys.ZERO : ByteString.EMPTY);
        }
        if (!hasEnd) {
            return new KeyRange(key, prefix ? Keys.prefixEnd(key) : fromKey ? Keys.ZERO : ByteString.EMPTY);
        }
        if (prefix || fromKey) {
            throw ExitException.badArguments(
                    "unexpected endkey argument with --" + (prefix ? "prefix" : "from-key") + " flag");
        }
        return new KeyRange(key, Raw.bytes(arguments.word(first + 1)));
    }
}
