package dev.quoin.distribution.utl;

import dev.quoin.distribution.config.UsageException;
import dev.quoin.distribution.plugin.PluginCatalog;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the arguments behind {@code quoin utl} and runs the tool. */
public final class Utl {
    private static final String USAGE = "usage: quoin utl migrate --from-dir DIR --to-dir DIR --to-backend NAME";

    private Utl() {}

    /** Runs a tool. */
    public static void run(List<String> arguments, PluginCatalog plugins, PrintStream out) {
        if (arguments.isEmpty()) {
            throw new UsageException(USAGE);
        }
        String tool = arguments.getFirst();
        if (tool.equals("--help") || tool.equals("-h") || tool.equals("help")) {
            out.println(USAGE);
            return;
        }
        if (!tool.equals("migrate")) {
            throw new UsageException("unknown tool \"" + tool + "\"; " + USAGE);
        }
        Map<String, String> flags =
                flags(arguments.subList(1, arguments.size()), Set.of("from-dir", "to-dir", "to-backend"));
        plugins.complete();
        new Migration(plugins, out)
                .run(
                        Path.of(flags.getOrDefault("from-dir", "")),
                        Path.of(flags.getOrDefault("to-dir", "")),
                        flags.getOrDefault("to-backend", ""));
    }

    /** Flags as {@code --name value} or {@code --name=value}; all must be there. */
    private static Map<String, String> flags(List<String> arguments, Set<String> names) {
        Map<String, String> flags = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            if (!flag.startsWith("--") || !names.contains(flag.substring(2))) {
                throw new UsageException("unknown argument \"" + argument + "\"; " + USAGE);
            }
            if (equals < 0 && i + 1 == arguments.size()) {
                throw new UsageException(flag + " needs a value; " + USAGE);
            }
            flags.put(flag.substring(2), equals < 0 ? arguments.get(++i) : argument.substring(equals + 1));
        }
        for (String name : names) {
            if (flags.getOrDefault(name, "").isEmpty()) {
                throw new UsageException("--" + name + " must be given; " + USAGE);
            }
        }
        return flags;
    }
}
