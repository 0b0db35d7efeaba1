package dev.quoin.api.consensus;

import dev.quoin.api.host.Host;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.peer.PeerTransport;
import java.nio.file.Path;

/**
 * The surroundings of a consensus engine.
 *
 * @param host clock, threads, timers, randomness and disk; the engine uses no others
 * @param directory a folder for the engine's log, which exists
 * @param identity the cluster and the id of this member
 * @param bootstrap how an empty log begins, or how an existing one is made to go on
 * @param stateMachine applies the committed entries
 * @param peers the links to the other members. The engine starts them in {@link ConsensusNode#start} and closes them in
 *     {@link ConsensusNode#close}. An engine that sends no messages of its own starts them too, because questions
 *     between members arrive there. The core, and not the engine, says with {@code setPeer} and {@code removePeer}
 *     where members are.
 */
public record ConsensusContext(
        Host host,
        Path directory,
        MemberIdentity identity,
        Bootstrap bootstrap,
        StateMachine stateMachine,
        PeerTransport peers) {}
