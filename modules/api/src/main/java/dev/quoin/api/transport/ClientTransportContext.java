package dev.quoin.api.transport;

import dev.quoin.api.auth.Authenticator;
import java.net.URI;
import java.util.List;

/**
 * The surroundings of a client transport.
 *
 * @param listenUrls the URLs to listen on, with scheme {@code http}, {@code https}, {@code unix} or {@code unixs};
 *     their form was checked
 * @param handler takes the calls
 * @param authenticator gives the TLS material and the identities
 * @param limits bounds beyond which the transport refuses
 * @param pages the operational pages, for a transport that can serve them
 */
public record ClientTransportContext(
        List<URI> listenUrls, ApiHandler handler, Authenticator authenticator, TransportLimits limits, Pages pages) {
    /** Makes surroundings without pages. */
    public ClientTransportContext(
            List<URI> listenUrls, ApiHandler handler, Authenticator authenticator, TransportLimits limits) {
        this(listenUrls, handler, authenticator, limits, Pages.NONE);
    }
}
