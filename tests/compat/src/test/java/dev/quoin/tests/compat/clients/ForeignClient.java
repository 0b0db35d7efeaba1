package dev.quoin.tests.compat.clients;

import dev.quoin.tests.harness.Command;
import dev.quoin.tests.harness.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program under {@code tests/clients}: how it is built in a folder of its own, and how it is run. */
enum ForeignClient {
    GO(List.of("go"), List.of(List.of("go", "build", "-o", "client", ".")), List.of("./client")),
    PYTHON(
            List.of("python3"),
            List.of(
                    List.of("python3", "-m", "venv", "venv"),
                    List.of("venv/bin/pip", "install", "--quiet", "--requirement", "requirements.txt")),
            List.of("venv/bin/python", "main.py")),
    NODE(
            List.of("node", "npm"),
            List.of(List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")),
            List.of("node", "main.js")),
    RUST(
            List.of("cargo", "protoc"),
            List.of(List.of("cargo", "build", "--quiet", "--target-dir", "target")),
            List.of("target/debug/client"));

    private static final Duration BUILD = Duration.ofMinutes(15);
    private static final Duration RUN = Duration.ofMinutes(5);
    private static final Path BUILDS = Path.of("target/clients").toAbsolutePath();

    private final List<String> tools;
    private final List<List<String>> build;
    private final List<String> run;

    ForeignClient(List<String> tools, List<List<String>> build, List<String> run) {
        this.tools = tools;
        this.build = build;
        this.run = run;
    }

    private String language() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    private Path folder() {
        return BUILDS.resolve(language());
    }

    /** The first of its tools that is not on {@code PATH}. */
    Optional<String> missing() {
        return tools.stream()
                .filter(tool -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(":"))
                        .noneMatch(entry -> Files.isExecutable(Path.of(entry, tool))))
                .findFirst();
    }

    /** Builds it; what it needs comes from the registries that the machine is set up for. */
    void build() {
        Path sources = Path.of("../clients", language());
        new Command(List.of("cp", "-r", sources.toAbsolutePath().normalize() + "/.", created(folder()) + "/"))
                .run("", BUILD)
                .expectSuccess();
        for (List<String> step : build) {
            inFolder(step, BUILD).expectSuccess();
        }
    }

    CommandResult run(String endpoint) {
        List<String> words = new ArrayList<>(run);
        words.add(endpoint);
        return inFolder(words, RUN);
    }

    private CommandResult inFolder(List<String> words, Duration patience) {
        List<String> all = new ArrayList<>(List.of("env", "-C", folder().toString()));
        all.addAll(words);
        return new Command(all).run("", patience);
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
