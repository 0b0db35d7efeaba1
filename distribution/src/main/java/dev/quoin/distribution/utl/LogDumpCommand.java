package dev.quoin.distribution.utl;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code log dump}: prints a member's consensus log. */
@Command(
        name = "dump",
        customSynopsis = "quoin utl log dump --data-dir DIR [--wal-dir DIR] [--decode]",
        description = "Prints a member's consensus log as JSON lines; the member may run.")
final class LogDumpCommand extends Tool {
    @Option(names = "--data-dir", required = true, paramLabel = "DIR", description = "The data directory.")
    private Path dataDir = Path.of("");

    @Option(names = "--wal-dir", paramLabel = "DIR", description = "Where the log lies, if not in the data directory.")
    private String walDir = "";

    @Option(
            names = "--decode",
            arity = "0..1",
            fallbackValue = "true",
            description = "Shows entries as text rather than as bytes.")
    private boolean decode;

    LogDumpCommand(Surroundings with) {
        super(with);
    }

    @Override
    public void run() {
        new LogDump(plugins(), out()).run(dataDir, walDir, decode);
    }
}
