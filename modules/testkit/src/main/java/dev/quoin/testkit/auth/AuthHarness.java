package dev.quoin.testkit.auth;

import dev.quoin.api.auth.AuthContext;
import dev.quoin.api.auth.Authenticator;
import dev.quoin.testkit.host.SimHost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One authenticator on a host in virtual time, with files in a folder of its own. */
public final class AuthHarness implements AutoCloseable {
    /** Long enough that every provider has looked at its files again. */
    private static final Duration SOON = Duration.ofMinutes(2);

    private final AuthSubject subject;
    private final Path folder;
    private final SimHost host = SimHost.alone(1);
    private final Authenticator authenticator;

    AuthHarness(AuthSubject subject, Path folder) throws IOException {
        this.subject = subject;
        this.folder = Files.createDirectories(folder.resolve("files"));
        // The host's clock stands at a time of its own; certificates are made for the present.
        host.skewWallClock(System.currentTimeMillis() - host.clock().wallMillis());
        authenticator = open(subject.configuration(this.folder));
    }

    /** Opens another, which the caller closes. */
    Authenticator open(Map<String, String> configuration) {
        AuthContext context = new AuthContext(
                host,
                folder.resolveSibling("data"),
                List.of(URI.create("https://127.0.0.1:2379")),
                List.of(URI.create("https://127.0.0.1:2380")));
        return subject.provider().open(subject.provider().configSpec().read(configuration), context);
    }

    AuthSubject subject() {
        return subject;
    }

    Path folder() {
        return folder;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    /** Lets time pass until files have been read again. */
    void soon() {
        host.simulation().runFor(SOON);
    }

    @Override
    public void close() {
        authenticator.close();
    }
}
