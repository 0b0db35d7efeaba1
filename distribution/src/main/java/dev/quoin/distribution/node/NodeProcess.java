package dev.quoin.distribution.node;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.storage.StorageException;
import dev.quoin.api.transport.TransportException;
import dev.quoin.distribution.config.NodeOptions;
import dev.quoin.distribution.config.Settings;
import dev.quoin.distribution.data.DataDirectory;
import dev.quoin.distribution.discovery.SrvDiscovery;
import dev.quoin.distribution.log.Logging;
import dev.quoin.distribution.plugin.PluginCatalog;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node from start to end of the process. */
public final class NodeProcess {
    private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

    /** Set by bin/make-cache: start, serve, and stop at once. */
    private static final boolean REHEARSAL = Boolean.getBoolean("quoin.rehearsal");

    private static final long REMOVED_GRACE_SECONDS = 1;

    private NodeProcess() {}

    /**
     * Runs a node until the process is told to stop; then ends the process. A rehearsal returns instead.
     *
     * @throws ConfigException when the node cannot be started as configured, or its parts refuse to
     */
    public static void run(Settings settings, PluginCatalog plugins) {
        ConfigValues values = settings.node();
        NodeOptions options = NodeOptions.of(values);
        Providers providers = Providers.choose(options.plugins(), settings.chosenByFlag(), plugins);
        settings.requireOwners(providers.all());
        settings.requireTaken("snapshot-catchup-entries", providers.consensus());
        Logging.start(values);
        StartLog.write(settings, options);
        options = discovered(options);
        StopSignal signal = new StopSignal();
        boolean removed;
        try {
            removed = run(options, settings, providers, signal);
        } catch (StorageException | ClusterException | TransportException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
        if (REHEARSAL) {
            return;
        }
        if (removed) {
            System.exit(0);
        }
        signal.obey(plugins.hasDropped());
    }

    /** Only a member without data needs to know with whom its cluster begins. */
    private static NodeOptions discovered(NodeOptions options) {
        NodeOptions.Srv srv = options.srv();
        Path log = options.walDir() == null ? DataDirectory.logAt(options.dataDir()) : options.walDir();
        return srv == null || DataDirectory.isInUse(options.dataDir(), log)
                ? options
                : options.withCluster(SrvDiscovery.find(options, srv));
    }

    /** Returns whether the node ended because its cluster removed it. */
    private static boolean run(NodeOptions options, Settings settings, Providers providers, StopSignal signal) {
        try (NodeAssembly node = NodeAssembly.start(options, settings, providers)) {
            signal.install();
            CompletableFuture<Void> ready = new CompletableFuture<>();
            CompletableFuture<Void> removed = new CompletableFuture<>();
            node.whenReady(() -> ready.complete(null));
            node.whenRemoved(() -> removed.complete(null));
            // A node that waits for its cluster must be stoppable too.
            CompletableFuture.anyOf(ready, removed, signal.received()).join();
            if (ready.isDone()) {
                node.serve();
            }
            if (REHEARSAL) {
                return false;
            }
            CompletableFuture.anyOf(removed, signal.received()).join();
            if (signal.received().isDone()) {
                LOG.atInfo().addKeyValue("signal", signal.await()).log("received signal; shutting down");
                return false;
            }
            LOG.atWarn()
                    .addKeyValue("error", "the member has been permanently removed from the cluster")
                    .log("server error");
            LOG.warn("data-dir used by this member must be removed");
            // Whoever asked this member for its own removal is to get the answer first.
            CompletableFuture<Void> answered =
                    new CompletableFuture<Void>().completeOnTimeout(null, REMOVED_GRACE_SECONDS, TimeUnit.SECONDS);
            CompletableFuture.anyOf(signal.received(), answered).join();
            return true;
        }
    }
}
