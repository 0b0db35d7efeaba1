package dev.quoin.api.auth;

import dev.quoin.api.host.Host;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The surroundings of an authentication provider.
 *
 * @param host the clock, and threads for work that may take long: reading files again, looking up names, asking others
 * @param dataDirectory the member's folder, which may not exist yet; a provider puts its own files below it
 * @param clientUrls the URLs on which the node listens for clients
 * @param peerUrls the URLs on which the node listens for other members
 */
public record AuthContext(Host host, Path dataDirectory, List<URI> clientUrls, List<URI> peerUrls) {
    /** Copies the lists. */
    public AuthContext {
        clientUrls = List.copyOf(clientUrls);
        peerUrls = List.copyOf(peerUrls);
    }
}
