package dev.quoin.ctl.run;

import dev.quoin.ctl.cli.Arguments;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.ctl.cli.Flags;
import dev.quoin.ctl.context.Contexts;
import dev.quoin.ctl.text.Raw;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Flags from a stored context: the one that is named, or else the current one. Called as etcdctl, only a named one
 * counts.
 */
final class StoredContext {
    private StoredContext() {}

    static void apply(Arguments arguments) {
        Flags flags = arguments.flags();
        String named = flags.text("context");
        boolean current = named.isEmpty() && !arguments.program().equals("etcdctl") && !flags.isGiven("endpoints");
        if (named.isEmpty() && !current) {
            return;
        }
        Contexts contexts = new Contexts(Contexts.file());
        try {
            String name = named.isEmpty() ? contexts.current() : named;
            if (name.isEmpty()) {
                return;
            }
            Map<String, List<String>> settings = contexts.get(name);
            if (settings == null) {
                throw ExitException.badArguments(
                        "no context " + name + ": contexts list prints those there are, contexts set makes one");
            }
            settings.forEach((flag, values) -> {
                if (!flags.isGiven(flag)) {
                    flags.offer(flag, Raw.ofText(String.join(",", values)));
                }
            });
        } catch (IOException e) {
            throw ExitException.badArguments(String.valueOf(e.getMessage()));
        }
    }
}
