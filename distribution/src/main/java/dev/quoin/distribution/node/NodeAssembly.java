package dev.quoin.distribution.node;

import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.consensus.MemberIdentity;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.core.cluster.FoundingMembers;
import dev.quoin.distribution.config.NodeOptions;
import dev.quoin.distribution.config.Settings;
import dev.quoin.distribution.data.DataDirectory;
import dev.quoin.distribution.plugin.Kind;
import dev.quoin.distribution.plugin.PluginCatalog;

/** Composes a node from the chosen plugins. */
final class NodeAssembly implements AutoCloseable {
    private final DataDirectory directory;

    private NodeAssembly(DataDirectory directory) {
        this.directory = directory;
    }

    static NodeAssembly start(NodeOptions options, Settings settings, PluginCatalog plugins) {
        StorageBackendProvider backend = plugins.choose(
                Kind.BACKEND, StorageBackendProvider.class, options.plugins().backend());
        ConsensusProvider consensus = plugins.choose(
                Kind.CONSENSUS, ConsensusProvider.class, options.plugins().consensus());
        DataDirectory directory = DataDirectory.open(options.dataDir());
        FoundingMembers founders =
                new FoundingMembers(options.cluster().texts(), options.cluster().token());
        MemberIdentity identity = founders.identity(options.name());
        System.out.println(identity + " " + settings.of(backend) + consensus);
        return new NodeAssembly(directory);
    }

    @Override
    public void close() {
        directory.close();
    }
}
