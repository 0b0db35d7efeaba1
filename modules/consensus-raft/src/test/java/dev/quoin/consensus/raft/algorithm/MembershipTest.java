package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.consensus.raft.algorithm.confchange.ChangeType;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeException;
import dev.quoin.consensus.raft.algorithm.confchange.SingleChange;
import dev.quoin.consensus.raft.algorithm.confchange.Transition;
import dev.quoin.consensus.raft.algorithm.log.MemoryStorage;
import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import dev.quoin.consensus.raft.algorithm.message.TimeoutNow;
import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.support.Group;
import dev.quoin.consensus.raft.algorithm.support.Peer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Members come and go as section 6 of the paper and the thesis have it; a configuration takes effect when it is
 * applied.
 */
class MembershipTest {
    private static SingleChange voter(long id) {
        return new SingleChange(ChangeType.ADD_NODE, id);
    }

    private static SingleChange learner(long id) {
        return new SingleChange(ChangeType.ADD_LEARNER_NODE, id);
    }

    private static SingleChange gone(long id) {
        return new SingleChange(ChangeType.REMOVE_NODE, id);
    }

    private static void change(Group group, long at, SingleChange... changes) {
        assertThat(group.peer(at).node.proposeConfChange(ConfChange.of(changes)))
                .isEqualTo(StepResult.OK);
        group.settle();
    }

    @Test
    void votersComeAndGoOneByOne() {
        Group group = Group.of(1).elect(1);
        group.propose(1, "a");
        for (long id = 2; id <= 3; id++) {
            group.join(id);
            change(group, 1, voter(id));
        }
        assertThat(group.peer(3).commands()).containsExactly("a");
        assertThat(group.peer(3).node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3));
        change(group, 1, gone(2));
        assertThat(group.peer(1).node.config()).isEqualTo(ConfState.ofVoters(1, 3));
    }

    @Test
    void learnerFollowsWithoutAVoteAndIsPromoted() {
        Group group = Group.of(3).elect(1);
        group.join(4);
        change(group, 1, learner(4));
        group.propose(1, "a");
        assertThat(group.peer(4).commands()).containsExactly("a");
        group.cut(2, 3);
        group.propose(1, "not committed");
        assertThat(group.peer(4).commands())
                .as("a learner's log does not count")
                .containsExactly("a");
        group.heal();
        group.tick(2, 1);
        change(group, 1, voter(4));
        assertThat(group.peer(4).node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3, 4));
    }

    @Test
    void configurationTakesEffectWhenItIsApplied() {
        Peer leader =
                Peer.oneOfThree(builder -> builder.asyncStorageWrites(true)).lead(2);
        leader.receive(AppendResponse.accepted(2, 1, 2, 2));
        leader.node.proposeConfChange(ConfChange.of(voter(4)));
        leader.takeReady();
        leader.appendOne();
        assertThat(leader.node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3));
        leader.node.step(AppendResponse.accepted(2, 1, 2, 3));
        leader.takeReady();
        assertThat(leader.applies).hasSize(1);
        assertThat(leader.node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3));
        leader.work();
        assertThat(leader.node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3, 4));
    }

    @Test
    void onlyOneChangeAtATime() {
        Peer leader = Peer.oneOfThree(builder -> {}).lead(2);
        leader.receive(AppendResponse.accepted(2, 1, 2, 2));
        leader.node.proposeConfChange(ConfChange.of(voter(4)));
        leader.node.proposeConfChange(ConfChange.of(voter(5)));
        leader.work();
        leader.receive(AppendResponse.accepted(2, 1, 2, 4));
        assertThat(leader.node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3, 4));
        assertThat(leader.applied.getLast().type()).isEqualTo(EntryType.NORMAL);
        assertThat(leader.applied.getLast().data()).isEmpty();
    }

    @Test
    void newLeaderChangesNothingBeforeItHasAppliedWhatItFound() {
        Peer leader = Peer.oneOfThree(builder -> {});
        Entry found = Entry.proposal(new byte[1]).at(1, 2);
        leader.receive(new Append(2, 1, 1, 1, 1, 1, List.of(found)));
        leader.tick(Peer.ELECTION);
        leader.lead(2);
        leader.node.proposeConfChange(ConfChange.of(voter(4)));
        leader.work();
        leader.receive(AppendResponse.accepted(2, 1, 2, 4));
        assertThat(leader.node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3));
    }

    @Test
    void vetoedChangeIsDoneWith() {
        Group group = Group.of(3).elect(1);
        for (long id = 1; id <= 3; id++) {
            group.peer(id).vetoes =
                    entry -> ConfChangeCodec.decode(entry).changes().contains(voter(4));
        }
        change(group, 1, voter(4));
        assertThat(group.peer(1).node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3));
        change(group, 1, learner(5));
        assertThat(group.peer(1).node.config().learners()).isEqualTo(IdSet.of(5));
    }

    @Test
    void manyMembersChangeThroughAJointConfiguration() {
        Group group = Group.of(3).elect(1);
        group.join(4);
        group.join(5);
        change(group, 1, gone(2), gone(3), voter(4), voter(5));
        for (long id : new long[] {1, 4, 5}) {
            assertThat(group.peer(id).node.config()).isEqualTo(ConfState.ofVoters(1, 4, 5));
        }
        group.propose(1, "a");
        assertThat(group.peer(5).commands()).containsExactly("a");
    }

    @Test
    void jointConfigurationNeedsBothMajorities() {
        Group group = Group.of(3).elect(1);
        group.join(4);
        group.join(5);
        ConfChange change =
                new ConfChange(Transition.JOINT_EXPLICIT, List.of(gone(2), gone(3), voter(4), voter(5)), Entry.NO_DATA);
        group.peer(1).node.proposeConfChange(change);
        group.settle();
        assertThat(group.peer(1).node.config().isJoint()).isTrue();
        group.cut(4, 5);
        group.propose(1, "no incoming majority");
        assertThat(group.peer(1).commands()).isEmpty();
        group.heal();
        group.tick(2, 1);
        assertThat(group.peer(1).commands()).hasSize(1);
        group.cut(2, 3);
        group.propose(1, "no outgoing majority");
        assertThat(group.peer(1).commands()).hasSize(1);
        group.heal();
        group.tick(2, 1);
        assertThat(group.peer(1).commands()).hasSize(2);
    }

    @Test
    void explicitJointConfigurationIsLeftWhenAsked() {
        Group group = Group.of(3).elect(1);
        group.join(4);
        ConfChange change = new ConfChange(Transition.JOINT_EXPLICIT, List.of(voter(4), gone(3)), Entry.NO_DATA);
        group.peer(1).node.proposeConfChange(change);
        group.settle();
        change(group, 1, voter(5));
        assertThat(group.peer(1).node.config().isJoint()).isTrue();
        group.peer(1).node.proposeConfChange(ConfChange.leave());
        group.settle();
        assertThat(group.peer(1).node.config()).isEqualTo(ConfState.ofVoters(1, 2, 4));
    }

    @Test
    void newLeaderLeavesTheJointConfigurationOfItsPredecessor() {
        Group group = Group.of(3).elect(1);
        group.join(4);
        group.lost = message -> message instanceof Append append
                && append.entries().stream()
                        .anyMatch(entry -> entry.type().changesMembership() && entry.data().length == 0);
        change(group, 1, voter(4), gone(3));
        assertThat(group.peer(2).node.config().isJoint()).isTrue();
        group.heal();
        group.cut(1);
        group.peer(3).node.forgetLeader();
        group.peer(4).node.forgetLeader();
        group.peer(2).node.forgetLeader();
        group.elect(2);
        group.propose(2, "a");
        assertThat(group.peer(2).node.config()).isEqualTo(ConfState.ofVoters(1, 2, 4));
    }

    @Test
    void leaderThatCouldNotHandOverLeavesTheJointConfigurationLater() {
        Group group = Group.of(3).elect(1);
        group.join(4);
        ConfChange change = new ConfChange(Transition.JOINT_IMPLICIT, List.of(voter(4)), Entry.NO_DATA);
        group.peer(1).node.proposeConfChange(change);
        group.peer(1).takeReady();
        group.lost = message -> message instanceof TimeoutNow;
        group.peer(1).node.transferLeader(3);
        group.settle();
        assertThat(group.peer(1).node.config().isJoint()).isTrue();
        group.tick(2 * Peer.ELECTION, 1);
        assertThat(group.peer(1).node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3, 4));
    }

    /** A change that only its leader knew to be committed, before it crashed and lost what it had not written. */
    @Test
    void refusalTellsOfACommittedChangeByWhichTheVoteIsNotNeeded() {
        Entry demotion =
                ConfChangeCodec.singleProposal(1, learner(2), Entry.NO_DATA).at(1, 2);
        ConfState two = ConfState.ofVoters(1, 2);
        Peer behind = Peer.create(1, two, builder -> {});
        behind.receive(new Append(2, 1, 1, 1, 1, 1, List.of(demotion)));
        Peer ahead = Peer.create(2, two, builder -> {});
        ahead.receive(new Append(
                1, 2, 1, 1, 1, 2, List.of(demotion, Entry.proposal(new byte[1]).at(1, 3))));
        assertThat(ahead.node.config().learners()).isEqualTo(IdSet.of(2));
        behind.tick(2 * Peer.ELECTION);
        ahead.tick(2 * Peer.ELECTION);
        assertThat(behind.node.role()).isEqualTo(Role.PRE_CANDIDATE);
        behind.takeSent();
        behind.node.campaign();
        behind.sent(VoteRequest.class).forEach(ahead::receive);
        ahead.sent(VoteResponse.class).forEach(behind::receive);
        assertThat(behind.node.committed()).isEqualTo(2);
        behind.node.campaign();
        behind.work();
        assertThat(behind.node.role()).isEqualTo(Role.LEADER);
    }

    @Test
    void demotedVoterBecomesLearnerAtTheEnd() {
        Group group = Group.of(3).elect(1);
        group.join(4);
        change(group, 1, learner(3), voter(4));
        assertThat(group.peer(1).node.config())
                .isEqualTo(new ConfState(IdSet.of(1, 2, 4), IdSet.EMPTY, IdSet.of(3), IdSet.EMPTY, false));
    }

    @Test
    void removedLeaderStepsDownAndTheOthersGoOn() {
        Random timeouts = new Random(1);
        Group group = Group.of(
                        3,
                        builder -> builder.asyncStorageWrites(true)
                                .stepDownOnRemoval(true)
                                .randomInt(timeouts::nextInt))
                .elect(1);
        change(group, 1, gone(1));
        assertThat(group.peer(1).node.role()).isEqualTo(Role.FOLLOWER);
        group.tick(3 * Peer.ELECTION, 1, 2, 3);
        assertThat(group.peer(1).node.role()).isEqualTo(Role.FOLLOWER);
        assertThat(group.peer(2).node.lead()).isIn(2L, 3L);
    }

    @Test
    void removalOfAVoterCommitsWhatTheRestHolds() {
        Group group = Group.of(2).elect(1);
        group.peer(1).node.proposeConfChange(ConfChange.of(gone(2)));
        group.peer(1).node.propose(new byte[] {'a'});
        group.settle();
        assertThat(group.peer(1).commands()).containsExactly("a");
        assertThat(group.peer(1).node.config()).isEqualTo(ConfState.ofVoters(1));
    }

    @Test
    void changeThatLeadsNowhereIsRefusedAndLeavesNoTrace() {
        Peer peer = Peer.oneOfThree(builder -> {});
        assertThatThrownBy(() -> peer.node.applyConfChange(ConfChange.leave()))
                .isInstanceOf(ConfChangeException.class)
                .hasMessage("can't leave a non-joint config");
        assertThatThrownBy(() -> peer.node.applyConfChange(ConfChange.of(gone(1), gone(2), gone(3))))
                .hasMessage("removed all voters");
        assertThat(peer.node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3));
    }

    @Test
    void changeThatNobodyCanReadIsDropped() {
        Peer leader = Peer.oneOfThree(builder -> {}).lead(2);
        Entry damaged = new Entry(0, 0, EntryType.CONF_CHANGE, new byte[] {(byte) 0xff});
        assertThat(leader.node.proposeEntry(damaged)).isEqualTo(StepResult.PROPOSAL_DROPPED);
    }

    @Test
    void newClusterBeginsWithItsMembersInTheLog() {
        Group group = Group.of(3);
        for (long id = 1; id <= 3; id++) {
            Peer fresh = Peer.restart(id, new MemoryStorage(), b -> b.asyncStorageWrites(true));
            fresh.node.bootstrap(List.of(
                    ConfChangeCodec.singleProposal(1, voter(1), new byte[] {'x'}),
                    ConfChangeCodec.singleProposal(2, voter(2), new byte[] {'y'}),
                    ConfChangeCodec.singleProposal(3, voter(3), new byte[] {'z'})));
            group.replace(fresh);
        }
        group.settle();
        group.elect(2);
        group.propose(3, "a");
        Peer peer = group.peer(1);
        assertThat(peer.node.config()).isEqualTo(ConfState.ofVoters(1, 2, 3));
        assertThat(peer.node.term()).isEqualTo(2);
        assertThat(peer.applied).extracting(Entry::index).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(ConfChangeCodec.decode(peer.applied.getFirst()).context()).containsExactly('x');
        assertThat(peer.commands()).containsExactly("a");
    }
}
