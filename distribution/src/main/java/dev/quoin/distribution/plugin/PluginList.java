package dev.quoin.distribution.plugin;

import dev.quoin.api.config.ConfigKey;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.distribution.config.Help;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The output of {@code quoin plugins}. */
public final class PluginList {
    private PluginList() {}

    /** The list, with paths relative to the distribution where they are in it. */
    public static String of(List<FoundProvider> plugins, Path home) {
        int kind = width(plugins.stream().map(f -> f.kind().flag()).toList(), "KIND");
        int name = width(plugins.stream().map(FoundProvider::name).toList(), "NAME");
        int version = width(plugins.stream().map(FoundProvider::version).toList(), "VERSION");
        int module = width(plugins.stream().map(FoundProvider::module).toList(), "MODULE");
        String row = "%-" + kind + "s  %-" + name + "s  %-" + version + "s  %-" + module + "s  %s%n";
        StringBuilder text = new StringBuilder(row.formatted("KIND", "NAME", "VERSION", "MODULE", "WHERE"));
        for (FoundProvider plugin : plugins) {
            Path where = plugin.where().startsWith(home) ? home.relativize(plugin.where()) : plugin.where();
            text.append(row.formatted(plugin.kind().flag(), plugin.name(), plugin.version(), plugin.module(), where));
            details(text, plugin);
        }
        return text.toString();
    }

    private static void details(StringBuilder text, FoundProvider plugin) {
        text.append("    ").append(plugin.provider().description()).append('\n');
        if (plugin.provider() instanceof StorageBackendProvider backend) {
            capabilities(text, backend.capabilities());
        }
        if (plugin.provider() instanceof ConsensusProvider engine) {
            capabilities(text, engine.capabilities());
        }
        for (ConfigKey key : plugin.provider().configSpec().keys()) {
            text.append("    --").append(key.flag(plugin.name())).append(Help.value(key));
            text.append("  ").append(key.description()).append('\n');
        }
    }

    private static void capabilities(StringBuilder text, Set<? extends Enum<?>> offered) {
        String names = offered.stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
        text.append("    capabilities: ")
                .append(names.isEmpty() ? "none" : names)
                .append('\n');
    }

    private static int width(List<String> cells, String head) {
        return Math.max(
                head.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }
}
