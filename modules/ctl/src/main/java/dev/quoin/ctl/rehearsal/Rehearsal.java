package dev.quoin.ctl.rehearsal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs common commands against an empty cluster in the same process, so that the start cache holds what they need. */
public final class Rehearsal {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("get", "a", "--prefix", "--keys-only"),
            List.of("get", "a", "-w", "json"),
            List.of("get", "a", "-w", "fields"),
            List.of("put", "a", "b"),
            List.of("del", "a"),
            List.of("member", "list"),
            List.of("member", "list", "-w", "table"),
            List.of("endpoint", "status", "-w", "table"),
            List.of("endpoint", "health"),
            List.of("lease", "list"),
            List.of("alarm", "list"),
            List.of("role", "list"),
            List.of("user", "list"),
            List.of("get", "--no-such-flag"),
            List.of("help"));

    private Rehearsal() {}

    /** @param execute runs one command line */
    public static int run(Consumer<List<String>> execute) {
        try (EmptyCluster cluster = new EmptyCluster()) {
            for (List<String> command : COMMANDS) {
                List<String> words = new ArrayList<>(command);
                words.add("--endpoints=" + cluster.endpoint());
                execute.accept(words);
            }
            return 0;
        } catch (IOException e) {
            System.err.println("Error: no rehearsal: " + e.getMessage());
            return 1;
        }
    }
}
