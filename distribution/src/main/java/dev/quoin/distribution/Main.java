package dev.quoin.distribution;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.storage.StorageException;
import dev.quoin.distribution.config.Help;
import dev.quoin.distribution.config.Settings;
import dev.quoin.distribution.config.UsageException;
import dev.quoin.distribution.node.NodeProcess;
import dev.quoin.distribution.node.StartSettings;
import dev.quoin.distribution.plugin.PluginCatalog;
import dev.quoin.distribution.plugin.PluginList;
import dev.quoin.distribution.utl.Utl;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entry that {@code bin/quoin} starts. */
public final class Main {
    private static final int USAGE = 2;
    private static final int FAILED = 1;

    private Main() {}

    /** Runs a node, or answers a question about this distribution. */
    public static void main(String[] arguments) {
        try {
            run(List.of(arguments));
        } catch (UsageException e) {
            end(e.getMessage(), USAGE);
        } catch (ConfigException | StorageException | ClusterException e) {
            end(e.getMessage(), FAILED);
        }
    }

    private static void run(List<String> arguments) {
        Path home = Path.of(System.getProperty("quoin.home", "."));
        PluginCatalog plugins = PluginCatalog.open(home, PluginCatalog.names(System.getProperty("quoin.boot", "")));
        if (!arguments.isEmpty() && arguments.getFirst().equals("plugins")) {
            list(plugins, home, arguments);
            return;
        }
        if (!arguments.isEmpty() && arguments.getFirst().equals("utl")) {
            Utl.run(arguments.subList(1, arguments.size()), plugins, out());
            return;
        }
        Settings settings = StartSettings.read(arguments, System.getenv(), plugins);
        if (settings.help()) {
            plugins.complete();
            print(Help.of(
                    StartSettings.read(arguments, System.getenv(), plugins).table()));
            return;
        }
        NodeProcess.run(settings, plugins);
        System.exit(0);
    }

    private static void list(PluginCatalog plugins, Path home, List<String> arguments) {
        if (arguments.size() > 1) {
            throw new UsageException("quoin plugins takes no arguments, not \"" + arguments.get(1) + "\"");
        }
        plugins.complete();
        print(PluginList.of(plugins.found(), home));
    }

    private static void print(String text) {
        out().print(text);
    }

    private static PrintStream out() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    private static void end(@Nullable String message, int code) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                .println("quoin: " + message);
        System.exit(code);
    }
}
