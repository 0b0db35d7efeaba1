package dev.quoin.auth.oidc;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Credentials;
import dev.quoin.api.auth.Identity;
import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.auth.oidc.keys.PublicKeys;
import dev.quoin.auth.oidc.token.TokenVerifier;
import java.util.Optional;

/** Knows users by their tokens, where clients come in. */
final class OidcAuthenticator implements Authenticator {
    private final PublicKeys keys;
    private final TokenVerifier verifier;

    OidcAuthenticator(PublicKeys keys, TokenVerifier verifier) {
        this.keys = keys;
        this.verifier = verifier;
    }

    @Override
    public Optional<TlsMaterial> tls(Listener listener) {
        return Optional.empty();
    }

    @Override
    public Identity identify(Credentials credentials) {
        String token = credentials.token();
        return token == null || credentials.listener() == Listener.PEER
                ? Identity.anonymous()
                : verifier.identify(token);
    }

    @Override
    public void close() {
        keys.close();
    }
}
