package dev.quoin.distribution.plugin;

import dev.quoin.api.config.ConfigException;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A jar, or a folder of jars, that was put into {@code plugins/}. */
record PluginFolder(Path path, List<Path> jars) {
    static PluginFolder at(Path path) {
        if (!Files.isDirectory(path)) {
            return new PluginFolder(path, List.of(path));
        }
        try (Stream<Path> files = Files.list(path)) {
            return new PluginFolder(
                    path,
                    files.filter(f -> f.toString().endsWith(".jar")).sorted().toList());
        } catch (IOException e) {
            throw new ConfigException("plugin folder " + path + " cannot be read: " + e);
        }
    }

    /** Loads what is in it: as modules if one of them says that it provides something of ours, else behind a class loader. */
    List<FoundProvider> load() {
        boolean modular = jars.stream().flatMap(jar -> modules(jar).stream()).anyMatch(PluginFolder::providesOpenly);
        List<FoundProvider> found = modular ? PluginLayer.load(this) : IsolatedLoader.load(this);
        if (found.isEmpty()) {
            throw new ConfigException("plugin " + path
                    + " provides nothing: neither a module descriptor nor META-INF/services names a provider"
                    + " of Quoin's extension points");
        }
        return found;
    }

    /** The modules in it by name; the api is left out where it was packed in, because only ours fits ours. */
    Map<String, ModuleReference> modules() {
        Map<String, ModuleReference> modules = new LinkedHashMap<>();
        for (Path jar : jars) {
            for (ModuleReference module : find(jar)) {
                String name = module.descriptor().name();
                ModuleReference other = name.equals(PluginLayer.API) ? null : modules.putIfAbsent(name, module);
                if (other != null) {
                    throw new ConfigException("module " + name + " is in two jars of plugin " + path + ": "
                            + other.location().map(URI::getPath).orElse("?") + " and " + jar);
                }
            }
        }
        return modules;
    }

    private List<ModuleReference> find(Path jar) {
        try {
            return new ArrayList<>(ModuleFinder.of(jar).findAll());
        } catch (FindException e) {
            throw new ConfigException("plugin " + path + ": " + jar.getFileName() + " is not a module: "
                    + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }

    /** What a jar says of itself; nothing where it cannot even be given a name. */
    private static List<ModuleReference> modules(Path jar) {
        try {
            return new ArrayList<>(ModuleFinder.of(jar).findAll());
        } catch (FindException e) {
            return List.of();
        }
    }

    private static boolean providesOpenly(ModuleReference module) {
        ModuleDescriptor descriptor = module.descriptor();
        return !descriptor.isAutomatic()
                && descriptor.provides().stream()
                        .anyMatch(p -> Arrays.stream(Kind.values())
                                .anyMatch(kind -> kind.service().getName().equals(p.service())));
    }
}
