package dev.quoin.distribution.utl;

import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.consensus.LogSeed;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.core.node.Node;
import dev.quoin.distribution.data.DataDirectory;
import dev.quoin.distribution.data.MemberFile;
import dev.quoin.distribution.data.StoreHome;
import dev.quoin.distribution.host.FileDisk;
import dev.quoin.distribution.plugin.Kind;
import dev.quoin.distribution.plugin.PluginCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the data directory of a member whose state comes from elsewhere. It is there when all of it is durable, or not
 * at all.
 */
final class NewMember {
    private final StorageBackendProvider backend;
    private final ConsensusProvider consensus;
    private final Path dataDir;
    private final @Nullable Path walDir;

    /** @param walDir where the log is to lie, null for its place in the data directory */
    NewMember(PluginCatalog plugins, String backend, String consensus, Path dataDir, @Nullable Path walDir) {
        this.backend = plugins.choose(Kind.BACKEND, StorageBackendProvider.class, backend);
        this.consensus = plugins.choose(Kind.CONSENSUS, ConsensusProvider.class, consensus);
        this.dataDir = dataDir;
        this.walDir = walDir;
        NewDirectory.check("--data-dir", dataDir);
        if (walDir != null) {
            NewDirectory.check("--wal-dir", walDir);
        }
    }

    /** Fills an empty backend and says how the log begins. */
    interface Source {
        LogSeed fill(StorageBackend backend) throws IOException;
    }

    void make(MemberIdentity identity, Source source) throws IOException {
        try (NewDirectory data = NewDirectory.at("--data-dir", dataDir);
                NewDirectory wal = walDir == null ? null : NewDirectory.at("--wal-dir", walDir)) {
            try (DataDirectory directory = DataDirectory.open(data.path())) {
                LogSeed seed;
                try (StorageBackend store = open(directory, backend)) {
                    seed = source.fill(store);
                }
                Path log = wal == null ? directory.log() : wal.path();
                consensus.createLog(new FileDisk(), log, identity, seed);
                directory.record(new MemberFile(identity, backend.name(), consensus.name()));
            }
            if (wal != null) {
                wal.finish();
            }
            data.finish();
        }
    }

    static StorageBackend open(DataDirectory directory, StorageBackendProvider provider) {
        return new StoreHome(
                        directory.store(),
                        folder -> provider.open(
                                provider.configSpec().read(Map.of()), new StorageBackendContext(folder, Node.tables())))
                .open();
    }
}
