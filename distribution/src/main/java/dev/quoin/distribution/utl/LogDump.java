package dev.quoin.distribution.utl;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.consensus.LogReader;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.core.inspect.EntryText;
import dev.quoin.distribution.data.DataDirectory;
import dev.quoin.distribution.host.FileDisk;
import dev.quoin.distribution.log.Json;
import dev.quoin.distribution.plugin.Kind;
import dev.quoin.distribution.plugin.PluginCatalog;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints a member's consensus log, one JSON object a line: the commit index, then every entry. The member may run
 * meanwhile; nothing is locked or changed. What looks damaged beside a running member may be a write that is under way,
 * so it is looked at again before it is believed.
 */
final class LogDump {
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 50_000_000L;

    private final PluginCatalog plugins;
    private final PrintStream out;

    LogDump(PluginCatalog plugins, PrintStream out) {
        this.plugins = plugins;
        this.out = out;
    }

    /**
     * Prints the log.
     *
     * @param logDir where it lies, empty for its place in the data directory
     * @param decode whether entries are shown as text rather than as their bytes
     * @throws ConfigException when there is none, or nobody takes the output any more
     * @throws ClusterException when it is damaged, after all entries before the damage have been printed
     */
    void run(Path dataDir, String logDir, boolean decode) {
        String engine = DataDirectory.identityAt(dataDir).consensus();
        ConsensusProvider provider = plugins.choose(Kind.CONSENSUS, ConsensusProvider.class, engine);
        Path directory = logDir.isEmpty() ? DataDirectory.logAt(dataDir) : Path.of(logDir);
        try (LogReader log = open(provider, directory);
                OutputLines lines = new OutputLines(out)) {
            print(log, lines, decode);
            log.damage().ifPresent(damage -> {
                throw damage;
            });
        }
    }

    private static LogReader open(ConsensusProvider provider, Path directory) {
        for (int attempt = 1; ; attempt++) {
            try {
                LogReader log = provider.openLog(new FileDisk(), directory);
                if (log.damage().isEmpty() || attempt == ATTEMPTS) {
                    return log;
                }
                log.close();
            } catch (UnsupportedOperationException e) {
                throw new ConfigException(String.valueOf(e.getMessage()));
            } catch (ClusterException e) {
                if (e.reason() != Reason.IO || attempt == ATTEMPTS) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void print(LogReader log, OutputLines lines, boolean decode) {
        lines.line().append("{\"commit\":").append(log.commitIndex()).append('}');
        log.forEach(entry -> {
            StringBuilder line = lines.line();
            line.append("{\"index\":").append(entry.index());
            line.append(",\"term\":").append(entry.term());
            line.append(",\"type\":").append(EntryText.type(entry));
            if (decode) {
                Json.quote(line.append(",\"request\":"), EntryText.of(entry));
            } else {
                line.append(",\"data\":\"").append(base64(entry)).append('"');
            }
            line.append('}');
        });
    }

    private static String base64(LoggedEntry entry) {
        return Base64.getEncoder().encodeToString(entry.data());
    }
}
