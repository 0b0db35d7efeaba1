package dev.quoin.distribution.utl;

import dev.quoin.api.consensus.LogSeed;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.core.backup.EtcdDirectory;
import dev.quoin.core.backup.Restored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code import}: makes a member of Quoin from one of etcd, which keeps its place in its cluster. */
@Command(
        name = "import",
        customSynopsis =
                "quoin utl import --from-etcd DIR --data-dir DIR [--backend NAME] [--from-wal-dir DIR] [--wal-dir DIR]",
        description = "Makes a data directory from that of a stopped etcd, 3.4 to 3.7. The etcd's is not changed.")
final class ImportCommand extends Tool {
    @Option(names = "--from-etcd", required = true, paramLabel = "DIR", description = "The data directory of etcd.")
    private Path from = Path.of("");

    @Option(names = "--from-wal-dir", paramLabel = "DIR", description = "Where the log of etcd lies, if elsewhere.")
    private @Nullable Path fromWal;

    @Option(names = "--data-dir", required = true, paramLabel = "DIR", description = "The new data directory.")
    private Path dataDir = Path.of("");

    @Option(names = "--wal-dir", paramLabel = "DIR", description = "Where the new log is to lie.")
    private @Nullable Path walDir;

    @Option(names = "--backend", defaultValue = "rocksdb", description = "The storage backend.")
    private String backend = "";

    @Option(names = "--consensus", defaultValue = "raft", description = "The consensus engine.")
    private String consensus = "";

    ImportCommand(Surroundings with) {
        super(with);
    }

    @Override
    public void run() {
        NewMember member = new NewMember(plugins(), backend, consensus, dataDir, walDir);
        onFiles(() -> {
            try (EtcdDirectory etcd = EtcdDirectory.open(from, fromWal)) {
                if (etcd.torn() != null) {
                    messages().println(etcd.torn());
                }
                member.make(etcd.identity(), store -> fill(etcd, store));
                out().printf(
                                "imported %s to %s (%s): member %x of cluster %x, state at entry %d, log to entry %d%n",
                                from,
                                dataDir,
                                backend,
                                etcd.identity().memberId(),
                                etcd.identity().clusterId(),
                                etcd.index(),
                                etcd.lastIndex());
            }
        });
    }

    private LogSeed fill(EtcdDirectory etcd, StorageBackend store) throws IOException {
        Progress progress = new Progress(messages(), "importing " + from);
        long size = Files.size(from.resolve("member").resolve("snap").resolve("db"));
        LogSeed seed = Restored.takeOver(etcd, store, bytes -> progress.at(bytes, size));
        progress.end();
        return seed;
    }
}
