package dev.quoin.api.auth;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection or a request presents.
 *
 * @param listener where it came in
 * @param certificates the verified chain of a client certificate, the client's own first; empty without one
 * @param token what the request's {@code token} header holds, without one its {@code authorization} header, or null
 */
public record Credentials(
        Authenticator.Listener listener,
        List<X509Certificate> certificates,
        @Nullable String token) {}
