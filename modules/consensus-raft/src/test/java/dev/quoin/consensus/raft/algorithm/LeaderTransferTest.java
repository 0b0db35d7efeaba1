package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.consensus.raft.algorithm.confchange.ChangeType;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.SingleChange;
import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.TimeoutNow;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.support.Group;
import dev.quoin.consensus.raft.algorithm.support.Peer;
import org.junit.jupiter.api.Test;

/** A leader hands over, and takes up again what it could not hand over. */
class LeaderTransferTest {
    /** A leader whose follower 2 has everything, and whose follower 3 has not answered yet. */
    private static Peer leader() {
        Peer leader = Peer.oneOfThree(builder -> builder.checkQuorum(false)).lead(2);
        leader.receive(AppendResponse.accepted(2, 1, 2, 2));
        leader.takeSent();
        return leader;
    }

    @Test
    void leadershipGoesWhereItIsSent() {
        Group group = Group.of(3).elect(1);
        group.peer(1).node.transferLeader(3);
        group.settle();
        assertThat(group.peer(3).node.role()).isEqualTo(Role.LEADER);
        assertThat(group.peer(1).node.lead()).isEqualTo(3);
    }

    @Test
    void followerPassesTheRequestOn() {
        Group group = Group.of(3).elect(1);
        group.peer(2).node.transferLeader(3);
        group.settle();
        assertThat(group.peer(3).node.role()).isEqualTo(Role.LEADER);
    }

    @Test
    void whoHasEverythingMayCampaignAtOnce() {
        Peer leader = leader();
        leader.node.transferLeader(2);
        assertThat(leader.sent(TimeoutNow.class)).containsExactly(new TimeoutNow(1, 2, 2));
    }

    @Test
    void whoLacksSomethingIsBroughtUpFirst() {
        Peer leader = leader();
        leader.node.transferLeader(3);
        assertThat(leader.sent(TimeoutNow.class)).isEmpty();
        leader.receive(AppendResponse.accepted(3, 1, 2, 2));
        assertThat(leader.sent(TimeoutNow.class)).containsExactly(new TimeoutNow(1, 3, 2));
    }

    @Test
    void proposalsAreDroppedMeanwhile() {
        Peer leader = leader();
        leader.node.transferLeader(3);
        assertThat(leader.node.propose(new byte[1])).isEqualTo(StepResult.PROPOSAL_DROPPED);
        assertThat(leader.node.lastIndex()).isEqualTo(2);
    }

    @Test
    void transferEndsAfterOneElectionTimeout() {
        Peer leader = leader();
        leader.tick(Peer.ELECTION / 2);
        leader.node.transferLeader(3);
        leader.tick(Peer.ELECTION - 1);
        assertThat(leader.node.propose(new byte[1])).isEqualTo(StepResult.PROPOSAL_DROPPED);
        leader.tick(1);
        assertThat(leader.node.propose(new byte[1])).isEqualTo(StepResult.OK);
    }

    @Test
    void secondTransferTakesThePlaceOfTheFirst() {
        Peer leader = leader();
        leader.node.transferLeader(3);
        leader.node.transferLeader(2);
        assertThat(leader.sent(TimeoutNow.class)).extracting(TimeoutNow::to).containsExactly(2L);
        assertThat(leader.node.status().leadTransferee()).isEqualTo(2);
    }

    @Test
    void transferToItselfOrALearnerIsNone() {
        ConfState learner = new ConfState(IdSet.of(1, 2), IdSet.EMPTY, IdSet.of(3), IdSet.EMPTY, false);
        Peer leader = Peer.create(1, learner, builder -> {}).lead(2);
        leader.node.transferLeader(1);
        leader.node.transferLeader(3);
        leader.node.transferLeader(9);
        assertThat(leader.node.status().leadTransferee()).isZero();
        assertThat(leader.node.propose(new byte[1])).isEqualTo(StepResult.OK);
    }

    @Test
    void removedTransfereeEndsTheTransfer() {
        Group group = Group.of(3).elect(1);
        group.peer(1).node.proposeConfChange(ConfChange.of(new SingleChange(ChangeType.REMOVE_NODE, 3)));
        group.peer(1).node.propose(new byte[1]);
        group.cut(3);
        group.peer(1).node.transferLeader(3);
        assertThat(group.peer(1).node.status().leadTransferee()).isEqualTo(3);
        group.settle();
        assertThat(group.peer(1).node.status().leadTransferee()).isZero();
    }

    @Test
    void campaignByTransferAsksNobodyFirst() {
        Peer follower = Peer.oneOfThree(builder -> {});
        follower.receive(new TimeoutNow(2, 1, 1));
        assertThat(follower.node.role()).isEqualTo(Role.CANDIDATE);
        assertThat(follower.node.term()).isEqualTo(2);
    }

    @Test
    void leaderThatHandsOverStillReplicates() {
        Peer leader = leader();
        leader.node.transferLeader(3);
        leader.receive(AppendResponse.accepted(3, 1, 2, 1));
        assertThat(leader.sent(Append.class)).extracting(Append::to).contains(3L);
    }
}
