package dev.quoin.testkit.auth;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every authentication provider must do. Extend it and say what to test; the tests are in the interfaces, by
 * subject. The rules are in docs/spi/authentication.md.
 */
public abstract class AuthProviderConformance
        implements AuthSubject, OpeningCases, IdentityCases, MaterialCases, ReloadCases {
    @TempDir
    private Path folder;

    private AuthHarness harness;

    /** For subclasses. */
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
