package dev.quoin.transport.grpc.peer.dial;

import dev.quoin.api.host.Clock;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.peer.PeerHandler;
import dev.quoin.transport.grpc.peer.stream.PeerSettings;
import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What every link of a transport has in common.
 *
 * @param ownUrls where this member is reached
 * @param random for the pauses between attempts; guarded by itself
 * @param handler what comes in goes there
 */
public record Surroundings(
        PeerSettings settings,
        MemberIdentity identity,
        List<URI> ownUrls,
        Dialler dialler,
        Clock clock,
        RandomGenerator random,
        int maxMessageBytes,
        PeerHandler handler) {
    /** A number between a half and one. */
    double jitter() {
        synchronized (random) {
            return (1 + random.nextDouble()) / 2;
        }
    }
}
