package dev.quoin.testkit.auth;

import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.auth.Credentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The description of a provider that the kit needs. A provider leaves the methods for features that it lacks as they
 * are here; the tests then check the absence of the feature.
 */
public interface AuthSubject {
    /** The provider under test. */
    AuthProvider provider();

    /**
     * A configuration that works, by key; what files it names lie in a folder that is empty before, and are written
     * now.
     */
    Map<String, String> configuration(Path folder) throws IOException;

    /** Credentials that the provider recognises with that configuration, and the name that it must give. */
    default Map<Credentials, String> known(Path folder) throws IOException {
        return Map.of();
    }

    /** Credentials that the provider must not recognise, beside the kit's own garbage. */
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
