package dev.quoin.distribution.utl;

import dev.quoin.distribution.config.UsageException;
import dev.quoin.distribution.plugin.PluginCatalog;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads the arguments behind {@code quoin utl} and runs the tool. */
public final class Utl {
    private static final String MIGRATE = "quoin utl migrate --from-dir DIR --to-dir DIR --to-backend NAME";
    private static final String LOG_DUMP = "quoin utl log dump --data-dir DIR [--wal-dir DIR] [--decode]";
    private static final String USAGE = "usage: " + MIGRATE + " | " + LOG_DUMP;

    private static final Set<String> HELP = Set.of("--help", "-h");

    private Utl() {}

    /** Runs a tool. */
    public static void run(List<String> arguments, PluginCatalog plugins, PrintStream out) {
        String tool = arguments.isEmpty() ? "" : arguments.getFirst();
        if (arguments.stream().anyMatch(HELP::contains)) {
            out.println(USAGE);
            return;
        }
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        switch (tool) {
            case "" -> throw new UsageException(USAGE);
            case "help" -> out.println(USAGE);
            case "migrate" -> migrate(rest, plugins, out);
            case "log" -> log(rest, plugins, out);
            default -> throw new UsageException("unknown tool \"" + tool + "\"; " + USAGE);
        }
    }

    private static void migrate(List<String> arguments, PluginCatalog plugins, PrintStream out) {
        ToolFlags flags = new ToolFlags("usage: " + MIGRATE)
                .required("from-dir")
                .required("to-dir")
                .required("to-backend")
                .read(arguments);
        plugins.complete();
        new Migration(plugins, out)
                .run(Path.of(flags.text("from-dir")), Path.of(flags.text("to-dir")), flags.text("to-backend"));
    }

    private static void log(List<String> arguments, PluginCatalog plugins, PrintStream out) {
        String usage = "usage: " + LOG_DUMP;
        if (arguments.isEmpty() || !arguments.getFirst().equals("dump")) {
            throw new UsageException(usage);
        }
        ToolFlags flags = new ToolFlags(usage)
                .required("data-dir")
                .optional("wal-dir")
                .bool("decode")
                .read(arguments.subList(1, arguments.size()));
        new LogDump(plugins, out).run(Path.of(flags.text("data-dir")), flags.text("wal-dir"), flags.isSet("decode"));
    }
}
