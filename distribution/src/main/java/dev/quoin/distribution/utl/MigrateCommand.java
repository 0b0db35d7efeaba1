package dev.quoin.distribution.utl;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate}: copies a member's data to another backend. */
@Command(
        name = "migrate",
        customSynopsis = "quoin utl migrate --from-dir DIR --to-dir DIR --to-backend NAME",
        description = "Copies a stopped member's data directory into a new one that another backend keeps.")
final class MigrateCommand extends Tool {
    @Option(names = "--from-dir", required = true, paramLabel = "DIR", description = "The data directory.")
    private Path from = Path.of("");

    @Option(names = "--to-dir", required = true, paramLabel = "DIR", description = "The new data directory.")
    private Path to = Path.of("");

    @Option(names = "--to-backend", required = true, paramLabel = "NAME", description = "The backend of the new one.")
    private String backend = "";

    MigrateCommand(Surroundings with) {
        super(with);
    }

    @Override
    public void run() {
        plugins().complete();
        new Migration(plugins(), out()).run(from, to, backend);
    }
}
