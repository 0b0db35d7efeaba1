package dev.quoin.testkit.auth;

import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.auth.Credentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the kit must be told about a provider. What a provider has not got, it leaves as it is here; the tests of that
 * are then about its absence.
 */
public interface AuthSubject {
    /** The provider under test. */
    AuthProvider provider();

    /**
     * A configuration that works, by key; what files it names lie in a folder that is empty before, and are written
     * now.
     */
    Map<String, String> configuration(Path folder) throws IOException;

    /** What the provider recognises with that configuration, and the name that it must give. */
    default Map<Credentials, String> known(Path folder) throws IOException {
        return Map.of();
    }

    /** What it must not recognise, beside the garbage that the kit has. */
    default List<Credentials> strangers(Path folder) throws IOException {
        return List.of();
    }

    /** Gives the files other content that is as good as before; empty where the provider reads no files. */
    default Optional<FileChange> renewal(Path folder) {
        return Optional.empty();
    }

    /** Ways to make the files useless, as a torn or mixed-up replacement would. */
    default List<FileChange> damages(Path folder) {
        return List.of();
    }

    /** Configurations that must be refused, each with what the message must contain: a file, a key, a value. */
    default Map<Map<String, String>, String> mistakes(Path folder) throws IOException {
        return Map.of();
    }

    /** Does something to files. */
    @FunctionalInterface
    interface FileChange {
        /** Does it. */
        void make() throws IOException;
    }
}
