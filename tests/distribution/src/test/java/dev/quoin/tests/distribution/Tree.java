package dev.quoin.tests.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A distribution to start: the built one, or a copy of it in a temporary folder that plugins can be dropped into. */
record Tree(Path home) {
    static Tree built() {
        return new Tree(
                Path.of(System.getProperty("quoin.home")).toAbsolutePath().normalize());
    }

    /** A copy whose jars are links to the built ones. */
    static Tree copyTo(Path folder) throws IOException {
        Path built = built().home();
        Path home = Files.createDirectories(folder);
        Files.createDirectory(home.resolve("bin"));
        for (Path script : list(built.resolve("bin"))) {
            Files.copy(script, home.resolve("bin").resolve(script.getFileName()));
        }
        Files.createSymbolicLink(home.resolve("lib"), built.resolve("lib"));
        Files.createDirectory(home.resolve("plugins"));
        for (Path plugin : list(built.resolve("plugins"))) {
            Files.createSymbolicLink(home.resolve("plugins").resolve(plugin.getFileName()), plugin);
        }
        return new Tree(home);
    }

    /** Where a plugin of this name lies or is to be dropped. */
    Path plugin(String name) {
        return home.resolve("plugins").resolve(name);
    }

    Path jar(String folder, String artifact) {
        return list(home.resolve(folder)).stream()
                .filter(f -> f.getFileName().toString().startsWith(artifact + "-")
                        && f.toString().endsWith(".jar"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + artifact + " in " + folder));
    }

    ProcessBuilder command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(home.resolve("bin/quoin").toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("ETCD_") || name.startsWith("QUOIN_"));
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** Removes links from a temporary folder before JUnit does, which would remark on each. */
    static void unlink(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
