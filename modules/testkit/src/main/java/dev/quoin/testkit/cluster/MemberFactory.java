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
     * Opens the parts of a new process of a member. Nothing runs yet.
     *
     * @param site the machine; the process uses its host for everything
     * @param tap stands between the consensus engine and the state machine
     */
    RunningMember open(MemberSite site, UnaryOperator<StateMachine> tap);
}
