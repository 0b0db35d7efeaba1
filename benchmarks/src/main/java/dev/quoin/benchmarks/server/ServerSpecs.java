package dev.quoin.benchmarks.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code --compare rocksdb,lmdb,etcd=PATH}. A name alone is a backend of Quoin; {@code label=PATH} is any executable that takes etcd's
 * flags, or a folder with {@code etcd} in it.
 */
public final class ServerSpecs {
    private final Optional<Path> quoin;
    private final Map<String, List<String>> flags;

    /**
     * A reader.
     *
     * @param quoin the launcher for backends, if there is one
     * @param flags of the form {@code label=--some-flag=value}
     */
    public ServerSpecs(Optional<Path> quoin, List<String> flags) {
        this.quoin = quoin;
        this.flags = byLabel(flags);
    }

    private static Map<String, List<String>> byLabel(List<String> texts) {
        Map<String, List<String>> flags = new HashMap<>();
        for (String text : texts) {
            int split = text.indexOf('=');
            if (split <= 0 || split == text.length() - 1) {
                throw new IllegalArgumentException("--server-flag is label=flag, not " + text);
            }
            flags.computeIfAbsent(text.substring(0, split), label -> new ArrayList<>())
                    .addAll(Arrays.asList(text.substring(split + 1).trim().split("\\s+")));
        }
        return flags;
    }

    /** The servers, in the order given. */
    public List<ServerSpec> read(List<String> texts) {
        List<ServerSpec> specs = texts.stream().map(this::read).toList();
        Set<String> labels = new HashSet<>();
        for (ServerSpec spec : specs) {
            if (!labels.add(spec.label())) {
                throw new IllegalArgumentException("two servers are named " + spec.label());
            }
        }
        for (String label : flags.keySet()) {
            if (!labels.contains(label)) {
                throw new IllegalArgumentException("--server-flag names no server that is compared: " + label);
            }
        }
        return specs;
    }

    private ServerSpec read(String text) {
        int split = text.indexOf('=');
        if (split == 0 || text.isBlank()) {
            throw new IllegalArgumentException("a server is a backend or label=path, not \"" + text + "\"");
        }
        if (split < 0) {
            Path launcher = quoin.orElseThrow(() -> new IllegalArgumentException(
                    "no Quoin to run the backend " + text + ": build it, or name its launcher with --quoin"));
            List<String> all = new ArrayList<>(List.of("--backend=" + text));
            all.addAll(flags.getOrDefault(text, List.of()));
            return new ServerSpec(text, executable(launcher), all);
        }
        String label = text.substring(0, split);
        return new ServerSpec(
                label, executable(Path.of(text.substring(split + 1))), flags.getOrDefault(label, List.of()));
    }

    private static Path executable(Path given) {
        Path file = Files.isDirectory(given) ? given.resolve("etcd") : given;
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new IllegalArgumentException("no executable at " + file);
        }
        return file.toAbsolutePath();
    }
}
