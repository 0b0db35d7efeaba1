package dev.quoin.distribution.auth;

import dev.quoin.api.auth.AuthContext;
import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import java.util.Optional;

/** The choice to have none: listeners in clear text, everybody anonymous. */
public final class NoAuthProvider implements AuthProvider {
    /** For the service loader. */
    public NoAuthProvider() {}

    @Override
    public String name() {
        return "none";
    }

    @Override
    public String description() {
        return "Clear text on all listeners, and nobody is asked who they are.";
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.none();
    }

    @Override
    public Authenticator open(ConfigValues config, AuthContext context) {
        return new Nobody();
    }

    private static final class Nobody implements Authenticator {
        @Override
        public Optional<TlsMaterial> tls(Listener listener) {
            return Optional.empty();
        }

        @Override
        public Identity identify(Credentials credentials) {
            return Identity.anonymous();
        }

        @Override
        public void close() {}
    }
}
