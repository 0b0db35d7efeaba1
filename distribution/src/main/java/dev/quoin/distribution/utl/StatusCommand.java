package dev.quoin.distribution.utl;

import dev.quoin.core.backup.EtcdFile;
import dev.quoin.core.backup.FileStatus;
import dev.quoin.core.backup.SnapshotChecksum;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapshot status}: what a snapshot file holds. */
@Command(
        name = "status",
        customSynopsis = "quoin utl snapshot status FILE [-w simple|json|table|fields]",
        description = "Checks a snapshot file, and shows its hash, revision, keys and size.")
final class StatusCommand extends Tool {
    @Parameters(paramLabel = "FILE", description = "A snapshot, or a database of etcd that was copied.")
    private Path file = Path.of("");

    @Option(
            names = {"-w", "--write-out"},
            defaultValue = "simple",
            description = "simple, json, table or fields.")
    private String form = "";

    StatusCommand(Surroundings with) {
        super(with);
    }

    @Override
    public void run() {
        Output output = new Output(out(), form);
        onFiles(() -> {
            try (EtcdFile read = EtcdFile.open(file, SnapshotChecksum.size(file))) {
                output.print(values(FileStatus.of(read)));
            }
        });
    }

    private static List<Output.Value> values(FileStatus status) {
        long hash = Integer.toUnsignedLong(status.hash());
        return List.of(
                new Output.Value("hash", "Hash", "hash", Long.toHexString(hash), Long.toString(hash), false),
                Output.Value.number("revision", "Revision", "revision", status.revision()),
                Output.Value.number("total keys", "Keys", "totalKey", status.totalKeys()),
                new Output.Value(
                        "total size",
                        "Size",
                        "totalSize",
                        Output.bytes(status.totalSize()),
                        Long.toString(status.totalSize()),
                        false),
                new Output.Value("version", "Version", "version", status.version(), status.version(), true));
    }
}
