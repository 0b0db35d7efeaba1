package dev.quoin.distribution.node;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.distribution.config.NodeOptions;
import dev.quoin.distribution.config.Settings;
import dev.quoin.distribution.log.Logging;
import dev.quoin.distribution.plugin.PluginCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node from start to end of the process. */
public final class NodeProcess {
    private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

    private NodeProcess() {}

    /**
     * Starts a node and returns when it has been told to stop; the process then ends.
     *
     * @throws ConfigException when it cannot be started as configured
     */
    public static void run(Settings settings, PluginCatalog plugins) {
        ConfigValues values = settings.node();
        NodeOptions options = NodeOptions.of(values);
        Logging.start(values);
        warn(settings, options);
        StopSignal signal = new StopSignal();
        try (NodeAssembly node = NodeAssembly.start(options, settings, plugins)) {
            signal.install();
            LOG.atInfo().addKeyValue("signal", signal.await()).log("received signal; shutting down");
        }
        signal.obey(plugins.hasDropped());
    }

    private static void warn(Settings settings, NodeOptions options) {
        if (settings.file() != null) {
            LOG.atInfo()
                    .addKeyValue("path", settings.file())
                    .log(
                            "loaded server configuration, other configuration command line flags and environment variables will be ignored if provided");
        }
        for (String name : settings.unknownVariables()) {
            LOG.atWarn().addKeyValue("environment-variable", name).log("unrecognized environment variable");
        }
        if (options.name().equals("default")) {
            LOG.atWarn()
                    .addKeyValue("name", options.name())
                    .log("it isn't recommended to use default name, please set a value for --name");
        }
    }
}
