package dev.quoin.api.consensus;

import dev.quoin.api.host.Host;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.peer.PeerTransport;
import java.nio.file.Path;

/**
 * What a consensus engine is given.
 *
 * @param host clock, threads, timers, randomness and disk; the engine uses no others
 * @param directory for the engine's log; it exists
 * @param identity who this member is
 * @param bootstrap how a log begins that is empty, or is made to go on
 * @param stateMachine what committed entries are applied to
 * @param peers the links to the other members, not started yet
 */
public record ConsensusContext(
        Host host,
        Path directory,
        MemberIdentity identity,
        Bootstrap bootstrap,
        StateMachine stateMachine,
        PeerTransport peers) {}
