package dev.quoin.distribution.utl;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.consensus.LogReader;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.core.backup.EtcdExport;
import dev.quoin.distribution.config.UsageException;
import dev.quoin.distribution.data.DataDirectory;
import dev.quoin.distribution.data.Folders;
import dev.quoin.distribution.data.MemberFile;
import dev.quoin.distribution.host.FileDisk;
import dev.quoin.distribution.plugin.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code export}: makes a member of etcd from one of Quoin, which keeps its place in its cluster. */
@Command(
        name = "export",
        customSynopsis = "quoin utl export --data-dir DIR --to-etcd DIR [--wal-dir DIR] [--etcd-version 3.5|3.6|3.7]",
        description = "Makes a data directory of etcd from that of a stopped member, which is not changed.")
final class ExportCommand extends Tool {
    private static final List<String> VERSIONS = List.of("3.5", "3.6", "3.7");

    @Option(names = "--data-dir", required = true, paramLabel = "DIR", description = "The data directory.")
    private Path dataDir = Path.of("");

    @Option(names = "--wal-dir", paramLabel = "DIR", description = "Where the log lies, if not in the data directory.")
    private @Nullable Path walDir;

    @Option(names = "--to-etcd", required = true, paramLabel = "DIR", description = "The data directory for etcd.")
    private Path to = Path.of("");

    @Option(
            names = "--etcd-version",
            defaultValue = "3.6",
            description = "The oldest etcd that is to start from it; newer ones do too. ${DEFAULT-VALUE} if not given.")
    private String version = "";

    ExportCommand(Surroundings with) {
        super(with);
    }

    @Override
    public void run() {
        if (!VERSIONS.contains(version)) {
            throw new UsageException(
                    "invalid value \"" + version + "\" for --etcd-version: must be " + String.join(" or ", VERSIONS));
        }
        if (!Files.isDirectory(dataDir.resolve("member"))) {
            throw new ConfigException(dataDir + " is not a data directory of Quoin: it has no member folder");
        }
        onFiles(() -> {
            try (DataDirectory source = DataDirectory.open(dataDir);
                    NewDirectory target = NewDirectory.at("--to-etcd", to)) {
                export(source, target);
            }
            out().println("exported " + dataDir + " to " + to + " for etcd " + version + " and later");
        });
    }

    private void export(DataDirectory source, NewDirectory target) throws IOException {
        MemberFile member = source.identity()
                .orElseThrow(
                        () -> new ConfigException(dataDir + " is not a data directory of Quoin: it has no identity"));
        StorageBackendProvider backend = plugins().choose(Kind.BACKEND, StorageBackendProvider.class, member.backend());
        ConsensusProvider consensus = plugins().choose(Kind.CONSENSUS, ConsensusProvider.class, member.consensus());
        Path log = walDir == null ? source.log() : walDir;
        Folders.create(target.path().resolve("member").resolve("snap"));
        Folders.create(target.path().resolve("member").resolve("wal"));
        Progress progress = new Progress(messages(), "exporting " + dataDir);
        try (StorageBackend store = NewMember.open(source, backend);
                LogReader entries = consensus.openLog(new FileDisk(), log)) {
            entries.damage().ifPresent(damage -> {
                throw damage;
            });
            EtcdExport.run(store, entries, member.identity(), target.path(), version + ".0", progress::at);
        }
        progress.end();
        target.finish();
    }
}
