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
 * @param pages operational pages, for transports that can serve them
 */
public record ClientTransportContext(
        List<URI> listenUrls, ApiHandler handler, Authenticator authenticator, TransportLimits limits, Pages pages) {
    /** Without pages. */
    public ClientTransportContext(
            List<URI> listenUrls, ApiHandler handler, Authenticator authenticator, TransportLimits limits) {
        this(listenUrls, handler, authenticator, limits, Pages.NONE);
    }
}
