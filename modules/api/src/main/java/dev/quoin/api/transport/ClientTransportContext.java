package dev.quoin.api.transport;

import dev.quoin.api.auth.Authenticator;
import java.net.URI;
import java.util.List;

/**
 * What a client transport is given.
 *
 * @param listenUrls where to listen: {@code http}, {@code https}, {@code unix} or {@code unixs} URLs, checked for form already
 * @param handler whom to hand calls to
 * @param authenticator gives TLS material and identities
 * @param limits what to refuse
 */
public record ClientTransportContext(
        List<URI> listenUrls, ApiHandler handler, Authenticator authenticator, TransportLimits limits) {}
