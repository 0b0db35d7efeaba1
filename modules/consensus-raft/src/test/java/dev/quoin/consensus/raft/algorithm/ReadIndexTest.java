package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.HeartbeatResponse;
import dev.quoin.consensus.raft.algorithm.message.ReadIndex;
import dev.quoin.consensus.raft.algorithm.message.ReadIndexResponse;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.read.ReadOnlyOption;
import dev.quoin.consensus.raft.algorithm.read.ReadState;
import dev.quoin.consensus.raft.algorithm.support.Group;
import dev.quoin.consensus.raft.algorithm.support.Peer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Reads without writes: served only by who certainly leads, at an index that certainly holds all that was acknowledged.
 */
class ReadIndexTest {
    /** A leader that has committed in its term, up to index 2. */
    private static Peer leader() {
        Peer leader = Peer.oneOfThree(builder -> {}).lead(2);
        leader.receive(AppendResponse.accepted(2, 1, 2, 2));
        leader.takeSent();
        return leader;
    }

    private static long contextOfNextHeartbeat(Peer leader) {
        return leader.sent(Heartbeat.class).getLast().readContext();
    }

    @Test
    void readIsServedOnEveryMember() {
        Group group = Group.of(3).elect(1);
        group.propose(1, "a");
        for (long id = 1; id <= 3; id++) {
            group.peer(id).node.readIndex(100 + id);
        }
        group.settle();
        for (long id = 1; id <= 3; id++) {
            assertThat(group.peer(id).reads).containsExactly(new ReadState(3, 100 + id));
        }
    }

    @Test
    void readWaitsForAMajority() {
        Peer leader = leader();
        leader.node.readIndex(7);
        long context = contextOfNextHeartbeat(leader);
        assertThat(context).isNotZero();
        assertThat(leader.reads).isEmpty();
        leader.receive(new HeartbeatResponse(3, 1, 2, context));
        assertThat(leader.reads).containsExactly(new ReadState(2, 7));
    }

    @Test
    void answerToEarlierHeartbeatConfirmsNothing() {
        Peer leader = leader();
        leader.node.readIndex(7);
        long first = contextOfNextHeartbeat(leader);
        leader.node.readIndex(8);
        leader.work();
        leader.receive(new HeartbeatResponse(2, 1, 2, 0));
        assertThat(leader.reads).isEmpty();
        leader.receive(new HeartbeatResponse(2, 1, 2, first));
        assertThat(leader.reads).containsExactly(new ReadState(2, 7));
    }

    @Test
    void oneRoundServesAllThatWait() {
        Peer leader = leader();
        for (int id = 1; id <= 5; id++) {
            leader.node.readIndex(id);
        }
        long context = contextOfNextHeartbeat(leader);
        leader.receive(new HeartbeatResponse(2, 1, 2, context));
        assertThat(leader.reads).extracting(ReadState::requestId).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void heartbeatRepeatsTheRoundUntilItIsAnswered() {
        Peer leader = leader();
        leader.node.readIndex(7);
        leader.sent(Heartbeat.class);
        leader.tick(1);
        long context = contextOfNextHeartbeat(leader);
        leader.receive(new HeartbeatResponse(2, 1, 2, context));
        assertThat(leader.reads).hasSize(1);
        leader.tick(1);
        assertThat(contextOfNextHeartbeat(leader)).isZero();
    }

    @Test
    void newLeaderServesNoReadBeforeItHasCommittedInItsTerm() {
        Peer leader = Peer.oneOfThree(builder -> {}).lead(2);
        leader.node.readIndex(7);
        assertThat(leader.sent(Heartbeat.class)).isEmpty();
        leader.tick(1);
        leader.receive(new HeartbeatResponse(2, 1, 2, contextOfNextHeartbeat(leader)));
        assertThat(leader.reads).isEmpty();
        leader.takeSent();
        leader.receive(AppendResponse.accepted(2, 1, 2, 2));
        leader.receive(new HeartbeatResponse(2, 1, 2, contextOfNextHeartbeat(leader)));
        assertThat(leader.reads).containsExactly(new ReadState(2, 7));
    }

    @Test
    void onlyVoterServesNoReadBeforeItHasCommittedInItsTerm() {
        Peer only = Peer.create(
                1,
                ConfState.ofVoters(1),
                builder -> builder.asyncStorageWrites(true).preVote(false));
        only.node.campaign();
        only.takeReady();
        only.appendOne();
        assertThat(only.node.role()).isEqualTo(Role.LEADER);
        only.node.readIndex(7);
        only.takeReady();
        assertThat(only.reads).isEmpty();
        only.work();
        assertThat(only.reads).containsExactly(new ReadState(2, 7));
        only.node.readIndex(8);
        only.work();
        assertThat(only.reads).hasSize(2);
    }

    @Test
    void leaderThatWasReplacedServesNothing() {
        Group group = Group.of(3).elect(1);
        group.cut(1);
        group.peer(2).node.forgetLeader();
        group.peer(3).node.forgetLeader();
        group.elect(2);
        group.propose(2, "news");
        group.peer(1).node.readIndex(7);
        group.settle();
        assertThat(group.peer(1).reads).isEmpty();
        group.heal();
        group.tick(1, 1, 2);
        assertThat(group.peer(1).reads).isEmpty();
        assertThat(group.peer(1).node.role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    void numbersOfRoundsAreNeverUsedTwice() {
        Peer peer = leader();
        Set<Long> seen = new HashSet<>();
        for (int term = 0; term < 3; term++) {
            peer.node.readIndex(term);
            assertThat(seen.add(contextOfNextHeartbeat(peer))).isTrue();
            peer.receive(new Heartbeat(2, 1, peer.node.term() + 1, 2, 0));
            peer.tick(Peer.ELECTION);
            peer.lead(2);
            peer.receive(AppendResponse.accepted(2, 1, peer.node.term(), peer.node.lastIndex()));
            peer.takeSent();
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void readsThatWaitAreForgottenWithTheTerm() {
        Peer peer = leader();
        peer.node.readIndex(7);
        long old = contextOfNextHeartbeat(peer);
        peer.receive(new Heartbeat(2, 1, 3, 2, 0));
        peer.tick(Peer.ELECTION);
        peer.lead(2);
        peer.receive(AppendResponse.accepted(2, 1, peer.node.term(), peer.node.lastIndex()));
        peer.receive(new HeartbeatResponse(2, 1, peer.node.term(), old));
        peer.receive(new HeartbeatResponse(3, 1, peer.node.term(), old));
        assertThat(peer.reads).isEmpty();
    }

    @Test
    void readOfAnotherMemberIsAnsweredToIt() {
        Peer leader = leader();
        leader.receive(new ReadIndex(3, 1, 7));
        leader.receive(new HeartbeatResponse(2, 1, 2, contextOfNextHeartbeat(leader)));
        assertThat(leader.sent(ReadIndexResponse.class)).containsExactly(new ReadIndexResponse(1, 3, 2, 2, 7));
        assertThat(leader.reads).isEmpty();
    }

    @Test
    void followerWithoutLeaderAnswersNothing() {
        Peer peer = Peer.oneOfThree(builder -> {});
        peer.node.readIndex(7);
        assertThat(peer.sent(ReadIndex.class)).isEmpty();
        peer.receive(new Heartbeat(2, 1, 1, 1, 0));
        peer.takeSent();
        peer.node.readIndex(8);
        assertThat(peer.sent(ReadIndex.class)).containsExactly(new ReadIndex(1, 2, 8));
    }

    @Test
    void bothMajoritiesOfAJointConfigurationConfirm() {
        ConfState joint = new ConfState(IdSet.of(1, 2, 3), IdSet.of(1, 4, 5), IdSet.EMPTY, IdSet.EMPTY, false);
        Peer leader = Peer.create(1, joint, builder -> builder.preVote(false));
        leader.node.campaign();
        leader.work();
        for (long voter : List.of(2L, 4L)) {
            leader.receive(VoteResponse.granted(voter, 1, 2, false));
        }
        leader.receive(AppendResponse.accepted(2, 1, 2, 2));
        leader.receive(AppendResponse.accepted(4, 1, 2, 2));
        leader.node.readIndex(7);
        long context = contextOfNextHeartbeat(leader);
        leader.receive(new HeartbeatResponse(2, 1, 2, context));
        leader.receive(new HeartbeatResponse(3, 1, 2, context));
        assertThat(leader.reads).isEmpty();
        leader.receive(new HeartbeatResponse(5, 1, 2, context));
        assertThat(leader.reads).hasSize(1);
    }

    @Test
    void learnersDoNotConfirm() {
        ConfState learners = new ConfState(IdSet.of(1, 2, 3), IdSet.EMPTY, IdSet.of(4, 5), IdSet.EMPTY, false);
        Peer leader = Peer.create(1, learners, builder -> {}).lead(2);
        leader.receive(AppendResponse.accepted(2, 1, 2, 2));
        leader.takeSent();
        leader.node.readIndex(7);
        long context = contextOfNextHeartbeat(leader);
        leader.receive(new HeartbeatResponse(4, 1, 2, context));
        leader.receive(new HeartbeatResponse(5, 1, 2, context));
        assertThat(leader.reads).isEmpty();
    }

    @Test
    void leaseAnswersAtOnce() {
        Peer leader = Peer.oneOfThree(builder -> builder.readOnlyOption(ReadOnlyOption.LEASE_BASED))
                .lead(2);
        leader.node.readIndex(6);
        leader.work();
        assertThat(leader.reads).as("not before the first commit of the term").isEmpty();
        leader.receive(AppendResponse.accepted(2, 1, 2, 2));
        leader.node.readIndex(7);
        leader.work();
        assertThat(leader.reads).containsExactly(new ReadState(2, 6), new ReadState(2, 7));
    }
}
