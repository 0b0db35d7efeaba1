package dev.quoin.distribution.plugin;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All providers found. Plugins that came with the distribution and were chosen are in the boot layer already; what was dropped into
 * {@code plugins/} is always loaded, so that its name and flags are known; what came with the distribution and was not chosen is loaded
 * on request only, because that costs time.
 */
public final class PluginCatalog {
    private final Path plugins;
    private final Set<String> shipped;
    private final Set<String> boot;
    private final List<FoundProvider> found = new ArrayList<>();
    private boolean complete;

    private PluginCatalog(Path plugins, Set<String> shipped, Set<String> boot) {
        this.plugins = plugins;
        this.shipped = shipped;
        this.boot = boot;
    }

    /**
     * Finds what is in the boot layer and what was dropped in.
     *
     * @param home the distribution's folder
     * @param boot names of the plugin folders that the launcher put on the module path
     * @throws ConfigException for a plugin that cannot be loaded, and for two with one name
     */
    public static PluginCatalog open(Path home, Set<String> boot) {
        PluginCatalog catalog = new PluginCatalog(home.resolve("plugins"), shipped(home), boot);
        catalog.found.addAll(Services.in(ModuleLayer.boot(), home));
        catalog.load(false);
        return catalog;
    }

    private static Set<String> shipped(Path home) {
        try {
            return new HashSet<>(Files.readAllLines(home.resolve("lib/shipped-plugins")));
        } catch (IOException e) {
            throw new ConfigException(
                    "this distribution is incomplete: cannot read " + home.resolve("lib/shipped-plugins"));
        }
    }

    /** Loads the plugins that came with the distribution and were not chosen, too. */
    public void complete() {
        if (!complete) {
            complete = true;
            load(true);
        }
    }

    /** Whether anything is loaded that did not come with the distribution. */
    public boolean hasDropped() {
        return candidates().stream()
                .anyMatch(p -> !shipped.contains(p.getFileName().toString()));
    }

    private void load(boolean ours) {
        for (Path path : candidates()) {
            String name = path.getFileName().toString();
            if (shipped.contains(name) == ours && !boot.contains(name)) {
                found.addAll(PluginFolder.at(path).load());
            }
        }
        requireDistinct();
    }

    private List<Path> candidates() {
        if (!Files.isDirectory(plugins)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(plugins)) {
            return files.filter(f -> !f.getFileName().toString().startsWith("."))
                    .filter(f -> Files.isDirectory(f) || f.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigException("cannot read the plugin folder " + plugins + ": " + e);
        }
    }

    private void requireDistinct() {
        for (int i = 0; i < found.size(); i++) {
            for (int j = 0; j < i; j++) {
                requireDistinct(found.get(j), found.get(i));
            }
        }
    }

    private static void requireDistinct(FoundProvider one, FoundProvider other) {
        boolean apart = !one.where().equals(other.where());
        if (apart && one.inModule() && one.module().equals(other.module())) {
            throw new ConfigException(
                    "module " + one.module() + " is there twice: " + one.where() + " and " + other.where());
        }
        if (one.kind() == other.kind() && one.name().equals(other.name())) {
            throw new ConfigException("two plugins provide " + one.kind().flag() + " \"" + one.name() + "\": "
                    + one.where() + " and " + other.where());
        }
    }

    /** What was found, by kind and name. */
    public List<FoundProvider> found() {
        return found.stream()
                .sorted(Comparator.comparing(FoundProvider::kind).thenComparing(FoundProvider::name))
                .toList();
    }

    /** The providers found. */
    public List<Provider> providers() {
        return found().stream().map(FoundProvider::provider).toList();
    }

    /**
     * The provider of a kind with a name.
     *
     * @throws ConfigException naming those that exist
     */
    public <P extends Provider> P choose(Kind kind, Class<P> type, String name) {
        Optional<FoundProvider> known = find(kind, name);
        if (known.isEmpty()) {
            complete();
            known = find(kind, name);
        }
        return known.map(f -> type.cast(f.provider())).orElseThrow(() -> unknown(kind, name));
    }

    private Optional<FoundProvider> find(Kind kind, String name) {
        return found.stream()
                .filter(f -> f.kind() == kind && f.name().equals(name))
                .findFirst();
    }

    private ConfigException unknown(Kind kind, String name) {
        String names = found().stream()
                .filter(f -> f.kind() == kind)
                .map(FoundProvider::name)
                .collect(Collectors.joining(", "));
        return new ConfigException("unknown " + kind.flag() + " \"" + name + "\" for --" + kind.flag() + ": found "
                + (names.isEmpty() ? "none" : names));
    }

    /** Names of the folders that a text of comma-separated names gives. */
    public static Set<String> names(String text) {
        return Arrays.stream(text.split(",")).filter(n -> !n.isEmpty()).collect(Collectors.toSet());
    }
}
