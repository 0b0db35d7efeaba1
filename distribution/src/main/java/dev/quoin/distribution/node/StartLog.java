package dev.quoin.distribution.node;

import dev.quoin.api.config.ConfigValues;
import dev.quoin.distribution.config.NodeOptions;
import dev.quoin.distribution.config.Settings;
import dev.quoin.distribution.config.WithoutEffect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first lines of the log: what was configured, and what is odd about it. */
final class StartLog {
    private static final Logger LOG = LoggerFactory.getLogger(StartLog.class);

    private StartLog() {}

    static void write(Settings settings, NodeOptions options) {
        if (settings.file() != null) {
            LOG.atInfo()
                    .addKeyValue("path", settings.file())
                    .log("loaded server configuration, other configuration command line flags and environment"
                            + " variables will be ignored if provided");
        }
        for (String name : settings.unknownVariables()) {
            LOG.atWarn().addKeyValue("environment-variable", name).log("unrecognized environment variable");
        }
        withoutEffect(settings.node());
        if (options.name().equals("default")) {
            LOG.atWarn()
                    .addKeyValue("name", options.name())
                    .log("it isn't recommended to use default name, please set a value for --name");
        }
        start(options);
    }

    /** Names every setting that an operator gave in vain. */
    private static void withoutEffect(ConfigValues values) {
        for (String name : WithoutEffect.names()) {
            if (values.isGiven(name)) {
                LOG.atWarn()
                        .addKeyValue("flag", name)
                        .addKeyValue("reason", WithoutEffect.reason(name))
                        .log("a setting is accepted, but has no effect");
            }
        }
    }

    private static void start(NodeOptions options) {
        LOG.atInfo()
                .addKeyValue("etcd-version", NodeConfigs.API_VERSION)
                .addKeyValue("name", options.name())
                .addKeyValue("data-dir", options.dataDir())
                .addKeyValue("wal-dir", options.walDir() == null ? "" : options.walDir())
                .addKeyValue("heartbeat-interval", options.heartbeat().toMillis() + "ms")
                .addKeyValue("election-timeout", options.election().toMillis() + "ms")
                .addKeyValue("snapshot-count", options.snapshotCount())
                .addKeyValue("initial-advertise-peer-urls", options.urls().advertisePeer())
                .addKeyValue("listen-peer-urls", options.urls().listenPeer())
                .addKeyValue("advertise-client-urls", options.urls().advertiseClient())
                .addKeyValue("listen-client-urls", options.urls().listenClient())
                .addKeyValue("initial-cluster", options.cluster())
                .addKeyValue("initial-cluster-token", options.cluster().token())
                .addKeyValue("quota-backend-bytes", options.limits().quotaBytes())
                .addKeyValue("max-request-bytes", options.limits().maxRequestBytes())
                .addKeyValue("backend", options.plugins().backend())
                .addKeyValue("consensus", options.plugins().consensus())
                .addKeyValue("transport", options.plugins().transports())
                .addKeyValue("peer-transport", options.plugins().peerTransport())
                .log("starting a Quoin server");
    }
}
