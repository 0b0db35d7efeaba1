package dev.quoin.testkit.auth;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conformance kit for authentication providers. Extend it and name the provider. The interfaces hold the tests, by
 * subject; {@code docs/spi/authentication.md} has the rules.
 */
public abstract class AuthProviderConformance
        implements AuthSubject, OpeningCases, IdentityCases, MaterialCases, ReloadCases {
    @TempDir
    private Path folder;

    private AuthHarness harness;

    /** Is called by subclasses. */
    @SuppressWarnings("NullAway.Init") // JUnit calls open before each test
    protected AuthProviderConformance() {}

    @Override
    public AuthHarness harness() {
        return harness;
    }

    @BeforeEach
    void open() throws IOException {
        harness = new AuthHarness(this, folder);
    }

    @AfterEach
    void close() {
        harness.close();
    }
}
