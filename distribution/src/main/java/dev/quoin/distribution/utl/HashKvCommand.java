package dev.quoin.distribution.utl;

import dev.quoin.core.backup.EtcdFile;
import dev.quoin.core.backup.FileHash;
import dev.quoin.core.backup.SnapshotChecksum;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hashkv}: the hash of the keys in a database file. */
@Command(
        name = "hashkv",
        customSynopsis = "quoin utl hashkv FILE [--rev N] [-w simple|json|table|fields]",
        description = "Shows the hash of the keys and their history in a snapshot or a database of etcd.")
final class HashKvCommand extends Tool {
    @Parameters(paramLabel = "FILE", description = "A snapshot, or a database of etcd.")
    private Path file = Path.of("");

    @Option(names = "--rev", paramLabel = "N", defaultValue = "0", description = "Up to this revision; 0 for all.")
    private long revision;

    @Option(
            names = {"-w", "--write-out"},
            defaultValue = "simple",
            description = "simple, json, table or fields.")
    private String form = "";

    HashKvCommand(Surroundings with) {
        super(with);
    }

    @Override
    public void run() {
        Output output = new Output(out(), form);
        onFiles(() -> {
            try (EtcdFile read = EtcdFile.open(file, SnapshotChecksum.size(file))) {
                output.print(values(FileHash.of(read, revision)));
            }
        });
    }

    private static List<Output.Value> values(FileHash hash) {
        return List.of(
                Output.Value.number("hash", "Hash", "hash", Integer.toUnsignedLong(hash.hash())),
                Output.Value.number("hash revision", "Hash revision", "hashRevision", hash.revision()),
                Output.Value.number("compact revision", "Compact revision", "compactRevision", hash.compacted()));
    }
}
