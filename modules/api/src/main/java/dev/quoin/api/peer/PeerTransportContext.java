package dev.quoin.api.peer;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.host.Host;
import java.net.URI;
import java.util.List;

/**
 * What a peer transport is given.
 *
 * @param host for randomness (jitter) and the clock
 * @param identity sent with every connection; a connection of another cluster is refused. Both ids are 0 for one who only asks, because it does not know
 *     the cluster yet
 * @param listenUrls where other members connect
 * @param advertiseUrls where this member says that it is reached, for members that do not know of it yet; empty for one who only asks
 * @param authenticator gives TLS material
 * @param maxMessageBytes the largest message, apart from snapshots
 */
public record PeerTransportContext(
        Host host,
        MemberIdentity identity,
        List<URI> listenUrls,
        List<URI> advertiseUrls,
        Authenticator authenticator,
        int maxMessageBytes) {}
