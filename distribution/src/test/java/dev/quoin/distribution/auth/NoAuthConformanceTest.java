package dev.quoin.distribution.auth;

import dev.quoin.api.auth.AuthProvider;
import dev.quoin.testkit.auth.AuthProviderConformance;
import java.nio.file.Path;
import java.util.Map;

/** The choice to have no authentication against the kit. */
final class NoAuthConformanceTest extends AuthProviderConformance {
    @Override
    public AuthProvider provider() {
        return new NoAuthProvider();
    }

    @Override
    public Map<String, String> configuration(Path folder) {
        return Map.of();
    }
}
