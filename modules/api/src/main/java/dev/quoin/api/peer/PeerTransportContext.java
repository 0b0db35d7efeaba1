package dev.quoin.api.peer;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.host.Host;
import java.net.URI;
import java.util.List;

/**
 * The surroundings of a peer transport.
 *
 * @param host randomness for jitter, and the clock
 * @param identity is sent with every connection; a connection of another cluster is refused. Both ids are 0 for a
 *     process that only asks, because it does not know the cluster yet.
 * @param listenUrls the URLs where other members connect
 * @param advertiseUrls the URLs where this member says that it is reached, for members that do not know it yet; empty
 *     for a process that only asks
 * @param authenticator gives the TLS material
 * @param maxMessageBytes the size of the largest message and of the largest question or answer, in bytes; snapshots
 *     have no limit
 */
public record PeerTransportContext(
        Host host,
        MemberIdentity identity,
        List<URI> listenUrls,
        List<URI> advertiseUrls,
        Authenticator authenticator,
        int maxMessageBytes) {}
