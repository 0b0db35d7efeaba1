package dev.quoin.testkit.storage;

import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.api.storage.StorageBackendProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The process that dies. Arguments: provider class, directory, seed, then configuration as {@code key=value}. Reads
 * commands in lines: {@code commit N}, {@code sync}; answers each commit and sync with a line.
 */
final class CrashChild {
    private CrashChild() {}

    /** Arguments for {@link #main}. */
    static List<String> arguments(StorageFixture fixture, long seed) {
        List<String> arguments = new ArrayList<>(List.of(
                fixture.provider().getClass().getName(), fixture.directory().toString(), Long.toString(seed)));
        fixture.config().forEach((key, value) -> arguments.add(key + "=" + value));
        return arguments;
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> config = new LinkedHashMap<>();
        for (int i = 3; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            config.put(pair[0], pair[1]);
        }
        StorageBackendProvider provider = (StorageBackendProvider)
                Class.forName(arguments[0]).getConstructor().newInstance();
        StorageBackend backend = provider.open(
                provider.configSpec().read(config),
                new StorageBackendContext(Path.of(arguments[1]), List.of(StorageFixture.ONE, StorageFixture.TWO)));
        obey(backend, CrashScript.at(Long.parseLong(arguments[2]), backend.appliedIndex()));
    }

    private static void obey(StorageBackend backend, CrashScript script) throws IOException {
        System.out.println("open " + backend.appliedIndex());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.startsWith("commit ")) {
                for (int i = Integer.parseInt(command.substring(7)); i > 0; i--) {
                    script.commitNext(backend);
                    System.out.println("committed " + script.index());
                }
            } else if (command.equals("sync")) {
                System.out.println("synced " + backend.sync());
            } else {
                throw new IllegalArgumentException("unknown command " + command);
            }
        }
    }
}
