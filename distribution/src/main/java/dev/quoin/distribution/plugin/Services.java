package dev.quoin.distribution.plugin;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigException;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;

/** Asks the JDK's service loader for all kinds of providers at once. */
final class Services {
    private Services() {}

    /** The providers in one layer, without those of the layers below. */
    static List<FoundProvider> in(ModuleLayer layer, Path source) {
        return collect(
                service -> ServiceLoader.load(layer, service),
                type -> type.getModule().getLayer() == layer,
                source);
    }

    /** The providers behind one class loader, without those of its parents. */
    static List<FoundProvider> in(ClassLoader loader, Path source) {
        return collect(service -> ServiceLoader.load(service, loader), type -> type.getClassLoader() == loader, source);
    }

    private static List<FoundProvider> collect(
            Function<Class<? extends Provider>, ServiceLoader<? extends Provider>> load,
            Predicate<Class<?>> wanted,
            Path source) {
        List<FoundProvider> found = new ArrayList<>();
        try {
            for (Kind kind : Kind.values()) {
                load.apply(kind.service()).stream()
                        .filter(provider -> wanted.test(provider.type()))
                        .forEach(provider -> found.add(describe(kind, provider.get(), source)));
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new ConfigException("plugin " + source + " cannot be loaded: " + e.getMessage());
        }
        return found;
    }

    private static FoundProvider describe(Kind kind, Provider provider, Path source) {
        Module module = provider.getClass().getModule();
        if (module.isNamed()) {
            ResolvedModule resolved = module.getLayer()
                    .configuration()
                    .findModule(module.getName())
                    .orElseThrow();
            Path where =
                    resolved.reference().location().map(l -> path(l, source)).orElse(source);
            String version = module.getDescriptor().rawVersion().orElse("");
            return FoundProvider.of(kind, provider, module.getName(), version, where);
        }
        CodeSource code = provider.getClass().getProtectionDomain().getCodeSource();
        String version = provider.getClass().getPackage().getImplementationVersion();
        Path where = code == null ? source : path(URI.create(code.getLocation().toString()), source);
        return FoundProvider.of(kind, provider, "", version == null ? "" : version, where);
    }

    private static Path path(URI location, Path otherwise) {
        return location.getScheme().equals("file") ? Path.of(location) : otherwise;
    }
}
