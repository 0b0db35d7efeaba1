package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.Heartbeat;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.message.VoteRequest;
import dev.quoin.consensus.raft.algorithm.message.VoteResponse;
import dev.quoin.consensus.raft.algorithm.support.Peer;
import dev.quoin.consensus.raft.algorithm.trace.InvariantViolation;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What leaves at once, what waits for the disk, and what a late answer of the disk may still mean. */
class AsyncStorageTest {
    private static Peer peer() {
        return Peer.oneOfThree(builder -> builder.asyncStorageWrites(true));
    }

    private static Entry entry(long term, long index) {
        return Entry.proposal(new byte[] {(byte) term, (byte) index}).at(term, index);
    }

    private static Append append(long from, long term, long prevIndex, long prevTerm, long commit, Entry... entries) {
        return new Append(from, 1, term, prevIndex, prevTerm, commit, List.of(entries));
    }

    @Test
    void entriesLeaveForFollowersBeforeTheyAreWritten() {
        Peer leader = peer().lead(2);
        leader.receive(AppendResponse.accepted(2, 1, 2, 2));
        leader.takeSent();
        leader.node.propose(new byte[] {1});
        leader.takeReady();
        assertThat(leader.takeSent())
                .filteredOn(message -> message.to() == 2)
                .singleElement()
                .isInstanceOf(Append.class);
        assertThat(leader.storage.lastIndex()).isEqualTo(2);
        assertThat(leader.appends).hasSize(1);
    }

    @Test
    void answerToAppendWaitsUntilTheEntriesAreWritten() {
        Peer peer = peer();
        peer.node.step(append(2, 1, 1, 1, 1, entry(1, 2)));
        peer.takeReady();
        assertThat(peer.takeSent()).isEmpty();
        peer.appendOne();
        assertThat(peer.takeSent()).containsExactly(AppendResponse.accepted(1, 2, 1, 2));
    }

    @Test
    void answerWaitsForEarlierWorkToo() {
        Peer peer = peer();
        peer.node.step(append(2, 1, 1, 1, 1, entry(1, 2)));
        peer.takeReady();
        // The same message again has nothing to write, but promises the same.
        peer.node.step(append(2, 1, 1, 1, 1, entry(1, 2)));
        peer.takeReady();
        assertThat(peer.takeSent()).isEmpty();
        assertThat(peer.appends).hasSize(2);
        assertThat(peer.appends).last().satisfies(work -> {
            assertThat(work.entries()).isEmpty();
            assertThat(work.mustSync()).isFalse();
            assertThat(work.responses()).contains(AppendResponse.accepted(1, 2, 1, 2));
        });
    }

    @Test
    void voteWaitsUntilItIsWritten() {
        Peer peer = peer();
        peer.node.step(new VoteRequest(2, 1, 2, false, 1, 1, false));
        peer.takeReady();
        assertThat(peer.takeSent()).isEmpty();
        assertThat(peer.appends)
                .singleElement()
                .satisfies(work -> assertThat(work.mustSync()).isTrue());
        peer.appendOne();
        assertThat(peer.takeSent()).containsExactly(VoteResponse.granted(1, 2, 2, false));
    }

    @Test
    void preVoteWaitsForEarlierWork() {
        Peer peer = peer();
        peer.node.step(append(2, 1, 1, 1, 1, entry(1, 2)));
        peer.node.forgetLeader();
        peer.node.step(new VoteRequest(3, 1, 2, true, 2, 1, false));
        peer.takeReady();
        assertThat(peer.takeSent()).isEmpty();
        peer.appendOne();
        assertThat(peer.takeSent()).hasSize(2).last().isEqualTo(VoteResponse.granted(1, 3, 2, true));
    }

    @Test
    void ownVoteCountsOnlyWhenItIsWritten() {
        Peer peer = Peer.oneOfThree(builder -> builder.asyncStorageWrites(true).preVote(false));
        peer.node.campaign();
        peer.takeReady();
        peer.node.step(VoteResponse.granted(2, 1, 2, false));
        assertThat(peer.node.role()).isEqualTo(Role.CANDIDATE);
        peer.appendOne();
        assertThat(peer.node.role()).isEqualTo(Role.LEADER);
    }

    @Test
    void votesAreAskedForWhenTheTermIsWritten() {
        Peer peer = Peer.oneOfThree(builder -> builder.asyncStorageWrites(true).preVote(false));
        peer.node.campaign();
        peer.takeReady();
        assertThat(peer.takeSent()).isEmpty();
        peer.appendOne();
        assertThat(peer.takeSent())
                .containsExactly(
                        new VoteRequest(1, 2, 2, false, 1, 1, false), new VoteRequest(1, 3, 2, false, 1, 1, false));
    }

    @Test
    void votesAreAskedForWithALogThatIsWritten() {
        Peer peer = Peer.oneOfThree(builder -> builder.asyncStorageWrites(true).preVote(false));
        peer.node.step(append(2, 1, 1, 1, 1, entry(1, 2)));
        peer.takeReady();
        peer.node.campaign();
        peer.takeReady();
        peer.appendOne();
        assertThat(peer.takeSent()).containsExactly(AppendResponse.accepted(1, 2, 1, 2));
        peer.appendOne();
        assertThat(peer.takeSent()).containsOnlyOnce(new VoteRequest(1, 2, 2, false, 2, 1, false));
    }

    @Test
    void termIsNotLedAgainAfterARestart() {
        Peer before =
                Peer.oneOfThree(builder -> builder.asyncStorageWrites(true).preVote(false));
        before.node.campaign();
        before.takeReady();
        List<PeerMessage> asked = before.takeSent();
        // The power goes before the disk has written anything. Whoever was asked voted.
        Peer after = Peer.restart(
                1, before.storage, builder -> builder.asyncStorageWrites(true).preVote(false));
        after.node.campaign();
        after.takeReady();
        for (PeerMessage request : asked) {
            after.node.step(VoteResponse.granted(request.to(), 1, request.term(), false));
        }
        assertThat(after.node.role()).isEqualTo(Role.CANDIDATE);
    }

    @Test
    void preVotesAreAskedForAtOnce() {
        Peer peer = peer();
        peer.node.campaign();
        peer.takeReady();
        assertThat(peer.takeSent()).hasSize(2).hasOnlyElementsOfType(VoteRequest.class);
    }

    @Test
    void leaderCountsItselfOnlyForWhatIsWritten() {
        Peer leader = peer().lead(2);
        leader.node.propose(new byte[] {1});
        leader.takeReady();
        leader.node.step(AppendResponse.accepted(2, 1, 2, 3));
        assertThat(leader.node.committed()).isEqualTo(2);
        leader.appendOne();
        assertThat(leader.node.committed()).isEqualTo(3);
    }

    @Test
    void othersMayCommitWhatTheLeaderHasNotWritten() {
        Peer leader = peer().lead(2);
        leader.node.propose(new byte[] {1});
        leader.takeReady();
        leader.node.step(AppendResponse.accepted(2, 1, 2, 3));
        leader.node.step(AppendResponse.accepted(3, 1, 2, 3));
        assertThat(leader.node.committed()).isEqualTo(3);
    }

    @Test
    void nothingIsAppliedThatIsNotStableHere() {
        Peer peer = peer();
        peer.node.step(append(2, 1, 1, 1, 2, entry(1, 2), entry(1, 3)));
        peer.takeReady();
        assertThat(peer.node.committed()).isEqualTo(2);
        assertThat(peer.applies).isEmpty();
        StorageAppend work = peer.writeOne();
        peer.takeReady();
        assertThat(peer.applies).isEmpty();
        peer.respond(work);
        peer.takeReady();
        assertThat(peer.applies)
                .singleElement()
                .satisfies(apply ->
                        assertThat(apply.entries()).extracting(Entry::index).containsExactly(2L));
    }

    @Test
    void reportOfAnEarlierTermMakesNothingStable() {
        // Entry 2 is written in term 1, overwritten in term 2, and overwritten in term 3 by the very same entry again.
        Peer peer = peer();
        peer.node.step(append(2, 1, 1, 1, 1, entry(1, 2)));
        peer.takeReady();
        peer.node.step(append(3, 2, 1, 1, 1, entry(2, 2)));
        peer.takeReady();
        peer.node.step(append(2, 3, 1, 1, 2, entry(1, 2)));
        peer.takeReady();
        peer.appendOne();
        peer.takeReady();
        assertThat(peer.applies).as("the write of term 2 is yet to come").isEmpty();
        peer.appendOne();
        peer.takeReady();
        assertThat(peer.applies).as("storage holds the entry of term 2").isEmpty();
        assertThat(peer.storage.term(2)).isEqualTo(2);
        peer.work();
        assertThat(peer.storage.term(2)).isEqualTo(1);
        assertThat(peer.applied).extracting(Entry::term).containsExactly(1L);
    }

    @Test
    void reportThatComesWithTheNewTermMakesEarlierEntriesStable() {
        Peer peer = peer();
        peer.node.step(append(2, 1, 1, 1, 1, entry(1, 2)));
        peer.takeReady();
        peer.node.step(new Heartbeat(3, 1, 2, 1, 0));
        peer.takeReady();
        peer.appendOne();
        peer.node.step(append(3, 2, 2, 1, 2));
        peer.takeReady();
        assertThat(peer.applies).isEmpty();
        peer.appendOne();
        peer.takeReady();
        assertThat(peer.applies).hasSize(1);
    }

    @Test
    void advanceOfTheCommitIndexNeedsNoFsync() {
        Peer peer = peer();
        peer.receive(append(2, 1, 1, 1, 1, entry(1, 2)));
        peer.node.step(new Heartbeat(2, 1, 1, 2, 0));
        Ready ready = peer.node.ready();
        assertThat(ready.mustSync()).isFalse();
        assertThat(Objects.requireNonNull(ready.append()).mustSync()).isFalse();
        assertThat(Objects.requireNonNull(ready.hardState()).commit()).isEqualTo(2);
    }

    @Test
    void commitIndexIsRaisedToWhatIsApplied() {
        Peer before = peer();
        before.receive(append(2, 1, 1, 1, 1, entry(1, 2), entry(1, 3)));
        assertThat(before.storage.initialHardState().commit()).isEqualTo(1);
        Peer after = Peer.restart(1, before.storage, builder -> builder.applied(3));
        assertThat(after.node.committed()).isEqualTo(3);
        assertThat(after.node.applied()).isEqualTo(3);
        after.work();
        assertThat(after.applied).isEmpty();
    }

    @Test
    void logThatLacksWhatIsAppliedIsRefused() {
        Peer before = peer();
        assertThatThrownBy(() -> Peer.restart(1, before.storage, builder -> builder.applied(3)))
                .isInstanceOf(InvariantViolation.class)
                .hasMessageContaining("Was the raft log corrupted, truncated, or lost?");
    }

    @Test
    void entriesHandedOutDoNotChangeWhenTheLogDoes() {
        Peer peer = peer();
        peer.node.step(append(2, 1, 1, 1, 1, entry(1, 2), entry(1, 3), entry(1, 4)));
        peer.takeReady();
        List<Entry> handedOut = peer.appends.element().entries();
        peer.node.step(append(3, 2, 2, 1, 1, entry(2, 3)));
        peer.node.step(append(3, 2, 3, 2, 1, entry(2, 4), entry(2, 5)));
        peer.takeReady();
        assertThat(handedOut).extracting(Entry::term).containsExactly(1L, 1L, 1L);
        peer.work();
        assertThat(peer.storage.term(4)).isEqualTo(2);
    }

    @Test
    void everythingIsHandedOutOnce() {
        Peer peer = peer();
        peer.node.step(append(2, 1, 1, 1, 1, entry(1, 2)));
        assertThat(peer.node.ready().entries()).hasSize(1);
        assertThat(peer.node.hasReady()).isFalse();
        assertThat(peer.node.ready().entries()).isEmpty();
    }

    @Test
    void advanceBelongsToTheOtherMode() {
        assertThatThrownBy(() -> peer().node.advance()).isInstanceOf(InvariantViolation.class);
        Peer inLine = Peer.oneOfThree(builder -> {});
        inLine.node.campaign();
        inLine.node.ready();
        assertThatThrownBy(inLine.node::ready)
                .isInstanceOf(InvariantViolation.class)
                .hasMessageContaining("without call to Advance");
    }
}
