package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.HeartbeatResponse;
import dev.quoin.consensus.raft.algorithm.message.Propose;
import dev.quoin.consensus.raft.algorithm.support.Group;
import dev.quoin.consensus.raft.algorithm.support.Peer;
import dev.quoin.consensus.raft.algorithm.trace.InvariantViolation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs are replicated as section 5.3 of the paper has it, and committed as 5.4.2 does. */
class LogReplicationTest {
    private static Peer peer() {
        return Peer.oneOfThree(builder -> builder.preVote(false).checkQuorum(false));
    }

    private static Entry entry(long term, long index) {
        return Entry.proposal(("t" + term).getBytes(StandardCharsets.UTF_8)).at(term, index);
    }

    /** Entries from an index on, one of each term given. */
    private static List<Entry> entries(long first, long... terms) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < terms.length; i++) {
            entries.add(entry(terms[i], first + i));
        }
        return entries;
    }

    private static List<Long> terms(Peer peer) {
        List<Long> terms = new ArrayList<>();
        for (long index = 2; index <= peer.storage.lastIndex(); index++) {
            terms.add(peer.storage.term(index));
        }
        return terms;
    }

    /** A member with these terms in its log from index 2 on, none committed, in the last one's term. */
    private static Peer withLog(long... terms) {
        Peer peer = peer();
        peer.receive(new Append(2, 1, terms[terms.length - 1], 1, 1, 1, entries(2, terms)));
        peer.takeSent();
        return peer;
    }

    @Test
    void commandIsAppliedEverywhere() {
        Group group = Group.of(3).elect(1);
        group.propose(1, "a");
        group.propose(2, "b");
        for (long id = 1; id <= 3; id++) {
            assertThat(group.peer(id).commands()).containsExactly("a", "b");
        }
    }

    @Test
    void dataIsSharedNotCopied() {
        Group group = Group.of(3).elect(1);
        byte[] data = {1, 2, 3};
        group.peer(1).node.propose(data);
        group.settle();
        for (long id = 1; id <= 3; id++) {
            assertThat(group.peer(id).applied.getLast().data()).isSameAs(data);
        }
    }

    @Test
    void commandsProposedTogetherTravelTogether() {
        Peer peer = peer().lead(2);
        peer.receive(AppendResponse.accepted(2, 1, 2, 2));
        peer.takeSent();
        peer.node.propose(List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}));
        assertThat(peer.sent(Append.class)).first().satisfies(append -> {
            assertThat(append.to()).isEqualTo(2);
            assertThat(append.entries()).hasSize(3);
        });
    }

    @Test
    void leaderCommitsWhenMajorityHolds() {
        Peer peer = peer().lead(2);
        peer.propose("a");
        assertThat(peer.node.committed()).isEqualTo(1);
        peer.receive(AppendResponse.accepted(3, 1, 2, 3));
        assertThat(peer.node.committed()).isEqualTo(3);
        assertThat(peer.commands()).containsExactly("a");
    }

    @Test
    void newLeaderBeginsItsTermWithAnEmptyEntry() {
        Peer peer = peer().lead(2);
        assertThat(peer.node.lastIndex()).isEqualTo(2);
        assertThat(peer.storage.term(2)).isEqualTo(2);
        peer.receive(AppendResponse.accepted(2, 1, 2, 2));
        assertThat(peer.applied.getLast().data()).isEmpty();
    }

    @Test
    void onlyEntriesOfTheOwnTermAreCommittedByCounting() {
        // Figure 8: entry 2 of term 2 comes to be in a majority of logs while term 4 begins, and could still be
        // overwritten.
        Peer peer = withLog(2);
        peer.receive(new Heartbeat(2, 1, 3, 1, 0));
        peer.lead(3);
        assertThat(peer.node.term()).isEqualTo(4);
        peer.receive(AppendResponse.accepted(2, 1, 4, 2));
        peer.receive(AppendResponse.accepted(3, 1, 4, 2));
        assertThat(peer.node.committed()).isEqualTo(1);
        peer.receive(AppendResponse.accepted(2, 1, 4, 3));
        assertThat(peer.node.committed()).isEqualTo(3);
    }

    @Test
    void followerAppendsAtMatchingPoint() {
        Peer peer = withLog(1, 1);
        peer.receive(new Append(2, 1, 2, 3, 1, 1, entries(4, 2, 2)));
        assertThat(peer.sent(AppendResponse.class)).containsExactly(AppendResponse.accepted(1, 2, 2, 5));
        assertThat(terms(peer)).containsExactly(1L, 1L, 2L, 2L);
    }

    @Test
    void followerRefusesWhereLogsDiffer() {
        Peer peer = withLog(1, 1);
        peer.receive(new Append(2, 1, 2, 5, 2, 1, entries(6, 2)));
        assertThat(peer.sent(AppendResponse.class)).containsExactly(new AppendResponse(1, 2, 2, 5, true, 3, 1));
        assertThat(terms(peer)).containsExactly(1L, 1L);
    }

    @Test
    void conflictingEntriesGiveWay() {
        Peer peer = withLog(2, 2, 2, 2);
        peer.receive(new Append(3, 1, 3, 3, 2, 1, entries(4, 3)));
        assertThat(terms(peer)).containsExactly(2L, 2L, 3L);
    }

    @Test
    void oldMessageTruncatesNothing() {
        Peer peer = withLog(2, 2, 2, 2);
        peer.receive(new Append(2, 1, 2, 1, 1, 1, entries(2, 2)));
        assertThat(terms(peer)).containsExactly(2L, 2L, 2L, 2L);
        assertThat(peer.sent(AppendResponse.class)).containsExactly(AppendResponse.accepted(1, 2, 2, 2));
    }

    @Test
    void committedEntriesAreNeverOverwritten() {
        Peer peer = withLog(2, 2);
        peer.receive(new Heartbeat(2, 1, 2, 3, 0));
        peer.takeSent();
        peer.receive(new Append(3, 1, 3, 2, 2, 1, entries(3, 3)));
        assertThat(peer.sent(AppendResponse.class)).containsExactly(AppendResponse.accepted(1, 3, 3, 3));
        assertThat(terms(peer)).containsExactly(2L, 2L);
    }

    @Test
    void malformedAppendsAreIgnored() {
        Peer peer = withLog(2, 2);
        peer.receive(new Append(3, 1, 3, 3, 2, 9, List.of(entry(3, 2))));
        peer.receive(new Append(3, 1, 3, 3, 2, 9, List.of(entry(3, 4), entry(3, 6))));
        peer.receive(new Append(3, 1, 3, 3, 2, 9, List.of(entry(3, 4), entry(2, 5))));
        peer.receive(new Append(3, 1, 3, 3, 2, 9, List.of(entry(9, 4))));
        assertThat(terms(peer)).containsExactly(2L, 2L);
        assertThat(peer.node.committed()).isEqualTo(1);
        assertThat(peer.sent(AppendResponse.class)).isEmpty();
    }

    @Test
    void followerCommitsOnlyWhatTheMessageVouchesFor() {
        Peer peer = withLog(2, 2, 2, 2);
        peer.receive(new Append(3, 1, 3, 1, 1, 5, entries(2, 2)));
        assertThat(peer.node.committed()).isEqualTo(2);
    }

    @Test
    void heartbeatCommitIsWhatTheFollowerIsKnownToHold() {
        Peer peer = peer().lead(2);
        peer.propose("a");
        peer.receive(AppendResponse.accepted(2, 1, 2, 3));
        peer.takeSent();
        peer.tick(1);
        assertThat(peer.sent(Heartbeat.class))
                .containsExactly(new Heartbeat(1, 2, 2, 3, 0), new Heartbeat(1, 3, 2, 0, 0));
    }

    @Test
    void leaderSkipsAllEntriesOfHigherTerms() {
        Peer leader = withLog(3, 3, 3, 3, 5, 5, 5, 5);
        leader.lead(2);
        leader.receive(new AppendResponse(3, 1, leader.node.term(), 9, true, 6, 2));
        assertThat(leader.sent(Append.class)).extracting(Append::prevIndex).containsExactly(1L);
    }

    @Test
    void followerSkipsAllEntriesOfHigherTerms() {
        Peer follower = withLog(3, 3, 4, 4, 5, 5, 5, 6);
        follower.receive(new Append(2, 1, 7, 8, 3, 1, entries(9, 7)));
        assertThat(follower.sent(AppendResponse.class)).containsExactly(new AppendResponse(1, 2, 7, 8, true, 3, 3));
    }

    @Test
    void staleRejectionIsDropped() {
        Peer leader = peer().lead(2);
        leader.propose("a");
        leader.receive(AppendResponse.accepted(2, 1, 2, 3));
        leader.takeSent();
        leader.receive(new AppendResponse(2, 1, 2, 2, true, 1, 1));
        assertThat(leader.takeSent()).isEmpty();
        leader.receive(new AppendResponse(3, 1, 2, 7, true, 1, 1));
        assertThat(leader.takeSent()).isEmpty();
    }

    @Test
    void divergedLogsAreMadeEqual() {
        Group group = Group.of(3).elect(1);
        group.propose(1, "kept");
        group.lost = message -> message instanceof Append;
        group.propose(1, "lost 1");
        group.propose(1, "lost 2");
        group.heal();
        group.cut(1);
        group.peer(2).node.forgetLeader();
        group.peer(3).node.forgetLeader();
        group.elect(2);
        group.propose(2, "later");
        group.heal();
        group.tick(2, 2);
        for (long id = 1; id <= 3; id++) {
            assertThat(group.peer(id).commands()).containsExactly("kept", "later");
            assertThat(terms(group.peer(id))).isEqualTo(terms(group.peer(2)));
        }
    }

    @Test
    void followerPassesProposalsOn() {
        Peer peer = peer();
        assertThat(peer.node.propose(new byte[] {1})).isEqualTo(StepResult.PROPOSAL_DROPPED);
        peer.receive(new Heartbeat(2, 1, 1, 1, 0));
        peer.takeSent();
        assertThat(peer.node.propose(new byte[] {1})).isEqualTo(StepResult.OK);
        assertThat(peer.sent(Propose.class))
                .extracting(Propose::from, Propose::to)
                .containsExactly(tuple(1L, 2L));
    }

    @Test
    void followerKeepsProposalsIfToldTo() {
        Peer peer = Peer.oneOfThree(builder -> builder.disableProposalForwarding(true));
        peer.receive(new Heartbeat(2, 1, 1, 1, 0));
        assertThat(peer.node.propose(new byte[] {1})).isEqualTo(StepResult.PROPOSAL_DROPPED);
    }

    @Test
    void answersOfStrangersAreIgnored() {
        Peer peer = peer().lead(2);
        assertThat(peer.node.step(AppendResponse.accepted(9, 1, 2, 2))).isEqualTo(StepResult.PEER_NOT_FOUND);
        assertThat(peer.node.step(new HeartbeatResponse(9, 1, 2, 0))).isEqualTo(StepResult.PEER_NOT_FOUND);
    }

    @Test
    void commitBeyondTheLogIsNotBelieved() {
        Peer peer = peer();
        assertThatThrownBy(() -> peer.node.step(new Heartbeat(2, 1, 1, 9, 0)))
                .isInstanceOf(InvariantViolation.class)
                .hasMessageContaining("tocommit(9) is out of range [lastIndex(1)]");
    }
}
