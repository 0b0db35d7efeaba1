package dev.quoin.testkit.cluster;

import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.storage.Table;
import java.util.List;
import java.util.function.UnaryOperator;

/** Puts members together from the parts under test. Without state of its own: any number of clusters may use one. */
public interface MemberFactory {
    /** The identity of one of those with whom a cluster begins. */
    MemberIdentity founder(List<KnownPeer> founders, String name);

    /** The tables that are the same on all members that have applied the same, whatever else they have done. */
    List<Table> replicatedTables();

    /**
     * Opens what a new process of a member consists of; nothing runs yet.
     *
     * @param site where; the process uses its host for everything
     * @param tap to be put between the consensus engine and the state machine
     */
    RunningMember open(MemberSite site, UnaryOperator<StateMachine> tap);
}
