package dev.quoin.api.auth;

import dev.quoin.api.host.Host;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * What a provider is opened with.
 *
 * @param host time, and threads for what may take long: reading files again, looking up names, asking others
 * @param dataDirectory the member's folder, which may not exist yet; what a provider makes for itself lies below it
 * @param clientUrls where the node listens for clients
 * @param peerUrls where it listens for other members
 */
public record AuthContext(Host host, Path dataDirectory, List<URI> clientUrls, List<URI> peerUrls) {
    /** Copies the lists. */
    public AuthContext {
        clientUrls = List.copyOf(clientUrls);
        peerUrls = List.copyOf(peerUrls);
    }
}
