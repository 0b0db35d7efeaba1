package dev.quoin.api.auth;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a connection or a request.
 *
 * @param listener the listener that it reached
 * @param certificates the verified chain of a client certificate, the client's own first; empty without one
 * @param token the request's {@code token} header, or else its {@code authorization} header, or null
 */
public record Credentials(
        Authenticator.Listener listener,
        List<X509Certificate> certificates,
        @Nullable String token) {}
