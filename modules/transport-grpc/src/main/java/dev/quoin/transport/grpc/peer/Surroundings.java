package dev.quoin.transport.grpc.peer;

import dev.quoin.api.consensus.MemberIdentity;
import dev.quoin.api.host.Clock;
import dev.quoin.api.transport.PeerHandler;
import java.util.random.RandomGenerator;

/**
 * What every link of a transport has in common.
 *
 * @param random for the pauses between attempts; guarded by itself
 * @param handler what comes in goes there
 */
record Surroundings(
        PeerSettings settings,
        MemberIdentity identity,
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
