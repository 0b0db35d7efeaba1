package dev.quoin.benchmarks.jmh;

import dev.quoin.api.storage.StorageBackendProvider;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The storage backends on the class path. JMH forks with a class path, where module descriptors are only files; but what they provide can be
 * read from them.
 */
public final class Backends {
    private Backends() {}

    /** The backend of a name. */
    public static StorageBackendProvider named(String name) {
        List<StorageBackendProvider> all = all();
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no backend " + name + "; there are "
                        + all.stream().map(StorageBackendProvider::name).collect(Collectors.joining(", "))));
    }

    private static List<StorageBackendProvider> all() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("backend-"))
                .map(Path::of)
                .flatMap(Backends::providers)
                .toList();
    }

    private static Stream<StorageBackendProvider> providers(Path entry) {
        return ModuleFinder.of(entry).findAll().stream()
                .map(ModuleReference::descriptor)
                .flatMap(descriptor -> descriptor.provides().stream())
                .filter(provides -> provides.service().equals(StorageBackendProvider.class.getName()))
                .map(ModuleDescriptor.Provides::providers)
                .flatMap(List::stream)
                .map(Backends::create);
    }

    private static StorageBackendProvider create(String className) {
        try {
            return (StorageBackendProvider)
                    Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot create " + className, e);
        }
    }
}
