package dev.quoin.core.node;

import dev.quoin.api.host.Host;
import dev.quoin.core.ask.AuditHook;
import dev.quoin.core.cluster.KnownMember;
import dev.quoin.core.peer.PeerHub;
import dev.quoin.core.snapshot.BackendHome;
import java.util.List;

/**
 * What a node is put into.
 *
 * @param host clock, threads, randomness and meters
 * @param home where the storage backend lives
 * @param peers the links to other members; the engine uses them too, and starts them
 * @param known other members, where the state does not tell yet
 * @param audit hears of every request of a client and its outcome
 */
public record Surroundings(Host host, BackendHome home, PeerHub peers, List<KnownMember> known, AuditHook audit) {
    /** Without an observer. */
    public Surroundings(Host host, BackendHome home, PeerHub peers, List<KnownMember> known) {
        this(host, home, peers, known, AuditHook.NONE);
    }
}
