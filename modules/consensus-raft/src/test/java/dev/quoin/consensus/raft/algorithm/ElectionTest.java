package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.quoin.consensus.raft.algorithm.confchange.ChangeType;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.confchange.SingleChange;
import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.support.Group;
import dev.quoin.consensus.raft.algorithm.support.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leaders are elected as section 5.2 and 5.4.1 of the paper have it, and with pre-votes and leases around that. */
class ElectionTest {
    private static Peer plain() {
        return Peer.oneOfThree(builder -> builder.preVote(false).checkQuorum(false));
    }

    private static Peer careful() {
        return Peer.oneOfThree(builder -> {});
    }

    private static VoteRequest vote(long term, long lastIndex, long lastTerm) {
        return new VoteRequest(2, 1, term, false, lastIndex, lastTerm, false);
    }

    private static VoteRequest preVote(long term) {
        return new VoteRequest(2, 1, term, true, 1, 1, false);
    }

    @Test
    void followerWithoutLeaderCampaignsWhenItsTimeoutPasses() {
        Peer peer = plain();
        peer.tick(Peer.ELECTION - 1);
        assertThat(peer.node.role()).isEqualTo(Role.FOLLOWER);
        peer.tick(1);
        assertThat(peer.node.role()).isEqualTo(Role.CANDIDATE);
        assertThat(peer.node.term()).isEqualTo(2);
        assertThat(peer.sent(VoteRequest.class)).extracting(VoteRequest::to).containsExactly(2L, 3L);
    }

    @Test
    void timeoutsAreSpreadOverAsLongAgain() {
        Peer latest = Peer.oneOfThree(builder -> builder.randomInt(bound -> bound - 1));
        latest.tick(2 * Peer.ELECTION - 2);
        assertThat(latest.node.role()).isEqualTo(Role.FOLLOWER);
        latest.tick(1);
        assertThat(latest.node.role()).isEqualTo(Role.PRE_CANDIDATE);
    }

    @Test
    void heartbeatKeepsFollowersFromCampaigning() {
        Peer peer = plain();
        for (int i = 0; i < 5; i++) {
            peer.tick(Peer.ELECTION - 1);
            peer.receive(new Heartbeat(2, 1, 1, 1, 0));
        }
        assertThat(peer.node.role()).isEqualTo(Role.FOLLOWER);
        assertThat(peer.node.lead()).isEqualTo(2);
    }

    @Test
    void candidateLeadsWithMajority() {
        Peer peer = Peer.create(1, ConfState.ofVoters(1, 2, 3, 4, 5), b -> b.preVote(false));
        peer.node.campaign();
        peer.work();
        peer.receive(VoteResponse.granted(2, 1, 2, false));
        assertThat(peer.node.role()).isEqualTo(Role.CANDIDATE);
        peer.receive(VoteResponse.granted(3, 1, 2, false));
        assertThat(peer.node.role()).isEqualTo(Role.LEADER);
    }

    @Test
    void voteRepeatedByOneVoterCountsOnce() {
        Peer peer = Peer.create(1, ConfState.ofVoters(1, 2, 3, 4, 5), b -> b.preVote(false));
        peer.node.campaign();
        peer.work();
        peer.receive(VoteResponse.granted(2, 1, 2, false));
        peer.receive(VoteResponse.granted(2, 1, 2, false));
        assertThat(peer.node.role()).isEqualTo(Role.CANDIDATE);
    }

    @Test
    void candidateGivesUpWhenMajorityRefuses() {
        Peer peer = plain();
        peer.node.campaign();
        peer.work();
        peer.receive(new VoteResponse(2, 1, 2, false, true, 0, 0));
        peer.receive(new VoteResponse(3, 1, 2, false, true, 0, 0));
        assertThat(peer.node.role()).isEqualTo(Role.FOLLOWER);
        assertThat(peer.node.term()).isEqualTo(2);
    }

    @Test
    void candidateFollowsWhoWasElectedInItsTerm() {
        Peer peer = plain();
        peer.node.campaign();
        peer.work();
        peer.receive(new Append(3, 1, 2, 1, 1, 1, List.of()));
        assertThat(peer.node.role()).isEqualTo(Role.FOLLOWER);
        assertThat(peer.node.lead()).isEqualTo(3);
    }

    @Test
    void oneVoteForOneTerm() {
        Peer peer = plain();
        peer.receive(vote(2, 1, 1));
        peer.receive(new VoteRequest(3, 1, 2, false, 9, 1, false));
        peer.receive(vote(2, 1, 1));
        assertThat(peer.sent(VoteResponse.class))
                .extracting(VoteResponse::to, VoteResponse::reject)
                .containsExactly(tuple(2L, false), tuple(3L, true), tuple(2L, false));
    }

    @Test
    void votesOnlyForLogsThatHoldAsMuch() {
        Peer peer = plain();
        List<Entry> entries = List.of(
                Entry.proposal(Entry.NO_DATA).at(2, 2),
                Entry.proposal(Entry.NO_DATA).at(3, 3));
        peer.receive(new Append(3, 1, 3, 1, 1, 1, entries));
        peer.takeSent();
        peer.receive(vote(4, 9, 2));
        peer.receive(vote(5, 2, 3));
        peer.receive(vote(6, 3, 3));
        peer.receive(vote(7, 2, 4));
        assertThat(peer.sent(VoteResponse.class))
                .extracting(VoteResponse::reject)
                .containsExactly(true, true, false, false);
    }

    @Test
    void voteIsWrittenWithItsTerm() {
        Peer peer = plain();
        peer.receive(vote(2, 1, 1));
        assertThat(peer.storage.initialHardState().vote()).isEqualTo(2);
        assertThat(peer.storage.initialHardState().term()).isEqualTo(2);
    }

    @Test
    void leaderOfEarlierTermStepsDown() {
        Peer peer = plain().lead(2);
        peer.receive(new AppendResponse(3, 1, 7, 0, false, 0, 0));
        assertThat(peer.node.role()).isEqualTo(Role.FOLLOWER);
        assertThat(peer.node.term()).isEqualTo(7);
    }

    @Test
    void learnerGrantsVotes() {
        ConfState learner = new ConfState(IdSet.of(2, 3), IdSet.EMPTY, IdSet.of(1), IdSet.EMPTY, false);
        Peer peer = Peer.create(1, learner, builder -> {});
        peer.receive(vote(2, 1, 1));
        assertThat(peer.sent(VoteResponse.class))
                .extracting(VoteResponse::reject)
                .containsExactly(false);
    }

    @Test
    void learnerDoesNotCampaign() {
        ConfState learner = new ConfState(IdSet.of(2, 3), IdSet.EMPTY, IdSet.of(1), IdSet.EMPTY, false);
        Peer peer = Peer.create(1, learner, builder -> {});
        peer.tick(5 * Peer.ELECTION);
        peer.node.campaign();
        assertThat(peer.node.role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    void noCampaignWithCommittedMembershipChangeThatIsNotApplied() {
        Peer peer = Peer.oneOfThree(builder -> builder.asyncStorageWrites(true));
        Entry change = ConfChangeCodec.singleProposal(1, new SingleChange(ChangeType.ADD_NODE, 4), Entry.NO_DATA)
                .at(1, 2);
        peer.node.step(new Append(2, 1, 1, 1, 1, 2, List.of(change)));
        peer.takeReady();
        peer.appendOne();
        peer.takeReady();
        assertThat(peer.applies).isNotEmpty();
        peer.node.campaign();
        assertThat(peer.node.role()).isEqualTo(Role.FOLLOWER);
        peer.work();
        peer.node.campaign();
        assertThat(peer.node.role()).isEqualTo(Role.PRE_CANDIDATE);
        assertThat(peer.sent(VoteRequest.class)).extracting(VoteRequest::to).containsExactly(2L, 3L, 4L);
    }

    @Test
    void preVoteRaisesNobodysTerm() {
        Peer peer = careful();
        peer.receive(preVote(5));
        assertThat(peer.node.term()).isEqualTo(1);
        assertThat(peer.node.role()).isEqualTo(Role.FOLLOWER);
        peer.node.campaign();
        peer.work();
        assertThat(peer.node.term()).isEqualTo(1);
        peer.receive(VoteResponse.granted(2, 1, 2, true));
        assertThat(peer.node.role()).isEqualTo(Role.CANDIDATE);
        assertThat(peer.node.term()).isEqualTo(2);
    }

    @Test
    void grantOfPreVoteIsOfTheTermAskedFor() {
        Peer peer = careful();
        peer.receive(preVote(5));
        assertThat(peer.sent(VoteResponse.class)).containsExactly(VoteResponse.granted(1, 2, 5, true));
    }

    @Test
    void preVoteIsNoVote() {
        Peer peer = careful();
        peer.receive(preVote(2));
        peer.receive(new VoteRequest(3, 1, 2, false, 1, 1, false));
        assertThat(peer.sent(VoteResponse.class))
                .extracting(VoteResponse::reject)
                .containsExactly(false, false);
    }

    @Test
    void preVoteOfLowerTermIsRefusedWithOwnTerm() {
        Peer peer = careful();
        peer.receive(new Heartbeat(3, 1, 9, 1, 0));
        peer.takeSent();
        peer.receive(preVote(2));
        assertThat(peer.sent(VoteResponse.class)).containsExactly(new VoteResponse(1, 2, 9, true, true, 1, 1));
    }

    @Test
    void lateGrantOfPreVoteDoesNotCountAsVote() {
        Peer peer = Peer.create(1, ConfState.ofVoters(1, 2, 3, 4, 5), b -> {});
        peer.node.campaign();
        peer.work();
        peer.receive(VoteResponse.granted(2, 1, 2, true));
        peer.receive(VoteResponse.granted(3, 1, 2, true));
        assertThat(peer.node.role()).isEqualTo(Role.CANDIDATE);
        peer.receive(VoteResponse.granted(4, 1, 2, true));
        peer.receive(VoteResponse.granted(5, 1, 2, true));
        assertThat(peer.node.role()).isEqualTo(Role.CANDIDATE);
    }

    @Test
    void voterThatHearsFromLeaderIgnoresCandidates() {
        Peer peer = careful();
        peer.receive(new Heartbeat(3, 1, 1, 1, 0));
        peer.takeSent();
        peer.receive(vote(5, 9, 4));
        peer.receive(preVote(5));
        assertThat(peer.node.term()).isEqualTo(1);
        assertThat(peer.sent(VoteResponse.class)).isEmpty();
    }

    @Test
    void leaseEndsAfterElectionTimeout() {
        Peer peer = Peer.oneOfThree(builder -> builder.randomInt(bound -> bound - 1));
        peer.receive(new Heartbeat(3, 1, 1, 1, 0));
        peer.takeSent();
        peer.tick(Peer.ELECTION);
        peer.receive(vote(5, 9, 4));
        assertThat(peer.sent(VoteResponse.class))
                .extracting(VoteResponse::reject)
                .containsExactly(false);
    }

    @Test
    void leaseDoesNotStandInTheWayOfTransfer() {
        Peer peer = careful();
        peer.receive(new Heartbeat(3, 1, 1, 1, 0));
        peer.takeSent();
        peer.receive(new VoteRequest(2, 1, 2, false, 9, 1, true));
        assertThat(peer.sent(VoteResponse.class)).containsExactly(VoteResponse.granted(1, 2, 2, false));
    }

    @Test
    void leaderOfLowerTermGetsAnAnswer() {
        Peer peer = careful();
        peer.receive(new Heartbeat(3, 1, 9, 1, 0));
        peer.takeSent();
        peer.receive(new Heartbeat(2, 1, 4, 1, 0));
        peer.receive(new Append(2, 1, 4, 1, 1, 1, List.of()));
        AppendResponse answer = AppendResponse.accepted(1, 2, 9, 0);
        assertThat(peer.takeSent()).containsExactly(answer, answer);
    }

    @Test
    void memberStuckInHigherTermComesBack() {
        Group group = Group.of(3, builder -> builder.preVote(false)).elect(1);
        group.cut(3);
        group.tick(3 * Peer.ELECTION, 3);
        assertThat(group.peer(3).node.term()).isGreaterThan(group.peer(1).node.term());
        group.heal();
        group.tick(3 * Peer.ELECTION, 1, 2, 3);
        assertThat(group.peer(3).node.lead())
                .isNotZero()
                .isEqualTo(group.peer(1).node.lead());
    }

    @Test
    void memberThatWasCutOffDisturbsNobody() {
        Group group = Group.of(3).elect(1);
        long term = group.peer(1).node.term();
        group.cut(3);
        group.tick(5 * Peer.ELECTION, 1, 2, 3);
        group.heal();
        group.tick(3, 1, 2, 3);
        assertThat(group.peer(1).node.role()).isEqualTo(Role.LEADER);
        assertThat(group.peer(1).node.term()).isEqualTo(term);
        assertThat(group.peer(3).node.lead()).isEqualTo(1);
    }

    @Test
    void leaderWithoutQuorumStepsDown() {
        Peer peer = careful().lead(2);
        peer.tick(2 * Peer.ELECTION);
        assertThat(peer.node.role()).isNotEqualTo(Role.LEADER);
        assertThat(peer.node.lead()).isZero();
    }

    @Test
    void forgottenLeaderDoesNotStandInTheWayOfVotes() {
        Group group = Group.of(3).elect(1);
        group.cut(1);
        group.peer(2).node.forgetLeader();
        group.peer(3).node.forgetLeader();
        group.peer(2).node.campaign();
        group.settle();
        assertThat(group.peer(2).node.role()).isEqualTo(Role.LEADER);
    }
}
