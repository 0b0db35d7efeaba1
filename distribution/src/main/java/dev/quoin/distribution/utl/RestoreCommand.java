package dev.quoin.distribution.utl;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.consensus.LogSeed;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.core.backup.EtcdFile;
import dev.quoin.core.backup.Restored;
import dev.quoin.core.backup.SnapshotChecksum;
import dev.quoin.core.cluster.FoundingMembers;
import dev.quoin.distribution.config.InitialCluster;
import dev.quoin.distribution.config.Urls;
import dev.quoin.distribution.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code snapshot restore}: makes a member of a new cluster from a snapshot. Flags, defaults and texts are etcdutl's.
 */
@Command(
        name = "restore",
        customSynopsis = "quoin utl snapshot restore FILE --data-dir DIR [--backend NAME] [flags of etcdutl]",
        description = "Makes the data directory of a member of a new cluster from a snapshot file.")
final class RestoreCommand extends Tool {
    @Parameters(paramLabel = "FILE", description = "A snapshot, or with --skip-hash-check a copied database of etcd.")
    private Path file = Path.of("");

    @Option(names = "--name", defaultValue = "default", description = "The member's name.")
    private String name = "";

    @Option(names = "--initial-cluster", defaultValue = "", description = "All members of the new cluster.")
    private String cluster = "";

    @Option(names = "--initial-cluster-token", defaultValue = "etcd-cluster", description = "The cluster's token.")
    private String token = "";

    @Option(
            names = "--initial-advertise-peer-urls",
            split = ",",
            defaultValue = "http://localhost:2380",
            description = "The member's peer URLs.")
    private List<String> peerUrls = List.of();

    @Option(names = "--data-dir", defaultValue = "", description = "The new data directory; NAME.quoin otherwise.")
    private String dataDir = "";

    @Option(names = "--wal-dir", paramLabel = "DIR", description = "Where the log is to lie.")
    private @Nullable Path walDir;

    @Option(
            names = "--skip-hash-check",
            arity = "0..1",
            fallbackValue = "true",
            description = "Does not compare the checksum, which a copied database does not have.")
    private boolean skipHashCheck;

    @Option(names = "--bump-revision", defaultValue = "0", description = "By how much the revision is raised.")
    private long bumpRevision;

    @Option(
            names = "--mark-compacted",
            arity = "0..1",
            fallbackValue = "true",
            description = "Counts all of history as compacted; together with --bump-revision.")
    private boolean markCompacted;

    @Option(names = "--initial-memory-map-size", description = "Without effect: no bbolt file is mapped.")
    private @Nullable Long mapSize;

    @Option(names = "--backend", defaultValue = "rocksdb", description = "The storage backend.")
    private String backend = "";

    @Option(names = "--consensus", defaultValue = "raft", description = "The consensus engine.")
    private String consensus = "";

    RestoreCommand(Surroundings with) {
        super(with);
    }

    @Override
    public void run() {
        if (bumpRevision < 0) {
            throw new UsageException(
                    "invalid value \"" + bumpRevision + "\" for --bump-revision: must not be negative");
        }
        if (bumpRevision > 0 != markCompacted) {
            throw new UsageException("--mark-compacted required if --revision-bump > 0");
        }
        if (mapSize != null) {
            messages().println("--initial-memory-map-size is without effect: no bbolt file is mapped");
        }
        InitialCluster initial =
                InitialCluster.parse(cluster.isEmpty() ? name + "=http://localhost:2380" : cluster, token);
        initial.checkNew(name, Urls.parse("initial-advertise-peer-urls", peerUrls));
        FoundingMembers founders = new FoundingMembers(initial.texts(), token);
        Path target = Path.of(dataDir.isEmpty() ? name + ".quoin" : dataDir);
        NewMember member = new NewMember(plugins(), backend, consensus, target, walDir);
        onFiles(() -> {
            int trailer = checksum();
            try (EtcdFile read = EtcdFile.open(file, trailer)) {
                member.make(founders.identity(name), store -> fill(read, store, founders));
            }
            out().println("restored " + file + " to " + target + " (" + backend + ")");
        });
    }

    private int checksum() throws IOException {
        int trailer = SnapshotChecksum.size(file);
        if (trailer == 0 && !skipHashCheck) {
            throw new ConfigException(file + ": snapshot missing hash but --skip-hash-check=false");
        }
        if (!skipHashCheck) {
            Progress progress = new Progress(messages(), "checking " + file);
            long size = Files.size(file);
            SnapshotChecksum.verify(file, bytes -> progress.at(bytes, size));
            progress.end();
        }
        return trailer;
    }

    private LogSeed fill(EtcdFile read, StorageBackend store, FoundingMembers founders) throws IOException {
        Progress progress = new Progress(messages(), "restoring " + file);
        long size = Files.size(file);
        Restored.fill(read, store, founders, bumpRevision, bytes -> progress.at(bytes, size));
        progress.end();
        return Restored.log(founders);
    }
}
