package dev.quoin.consensus.raft.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.consensus.raft.algorithm.message.Append;
import dev.quoin.consensus.raft.algorithm.message.AppendResponse;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.HeartbeatResponse;
import dev.quoin.consensus.raft.algorithm.message.InstallSnapshot;
import dev.quoin.consensus.raft.algorithm.message.Snapshot;
import dev.quoin.consensus.raft.algorithm.message.StorageAppend;
import dev.quoin.consensus.raft.algorithm.support.Peer;
import dev.quoin.consensus.raft.algorithm.tracker.Progress;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A follower for which the log no longer reaches back far enough gets a snapshot, and goes on from there. */
class SnapshotTest {
    private static final ConfState MEMBERS = ConfState.ofVoters(1, 2, 3);

    /** A leader with entries 2 to 11, a log that begins at 11, and a follower 3 that has nothing of it. */
    private static Peer leader() {
        Peer leader = Peer.oneOfThree(builder -> {}).lead(2);
        for (int i = 0; i < 9; i++) {
            leader.propose("c" + i);
        }
        leader.receive(AppendResponse.accepted(2, 1, 2, 11));
        leader.storage.createSnapshot(10, MEMBERS, Entry.NO_DATA);
        leader.storage.compact(10);
        leader.takeSent();
        return leader;
    }

    /** The same, with the snapshot for follower 3 on its way. */
    private static Peer leaderThatSent() {
        Peer leader = leader();
        leader.receive(new AppendResponse(3, 1, 2, 1, true, 0, 0));
        leader.receive(new HeartbeatResponse(3, 1, 2, 0));
        assertThat(leader.sent(InstallSnapshot.class)).hasSize(1);
        return leader;
    }

    private static Progress follower(Peer leader) {
        return Objects.requireNonNull(leader.node.status().progress().get(3));
    }

    @Test
    void followerThatLacksCutEntriesGetsASnapshot() {
        Peer leader = leader();
        leader.receive(new AppendResponse(3, 1, 2, 1, true, 0, 0));
        assertThat(leader.sent(InstallSnapshot.class)).singleElement().satisfies(message -> {
            assertThat(message.to()).isEqualTo(3);
            assertThat(message.snapshot().index()).isEqualTo(10);
        });
        assertThat(follower(leader).state()).isEqualTo(ProgressState.SNAPSHOT);
    }

    @Test
    void nothingElseIsSentMeanwhile() {
        Peer leader = leaderThatSent();
        leader.propose("more");
        leader.receive(new HeartbeatResponse(3, 1, 2, 0));
        assertThat(leader.sent(Append.class)).noneMatch(append -> append.to() == 3);
    }

    @Test
    void snapshotStateEndsWhenTheLogReachesBackFarEnough() {
        Peer leader = leaderThatSent();
        leader.receive(AppendResponse.accepted(3, 1, 2, 9));
        assertThat(follower(leader).state()).isEqualTo(ProgressState.SNAPSHOT);
        assertThat(leader.sent(InstallSnapshot.class))
                .as("it is on its way already")
                .isEmpty();
        leader.receive(AppendResponse.accepted(3, 1, 2, 10));
        assertThat(follower(leader).state()).isEqualTo(ProgressState.REPLICATE);
        assertThat(leader.sent(Append.class))
                .filteredOn(append -> append.to() == 3)
                .first()
                .satisfies(append -> assertThat(append.prevIndex()).isEqualTo(10));
    }

    @Test
    void anyStateFromWhichTheLogGoesOnWillDo() {
        Peer leader = leader();
        leader.propose("c10");
        leader.receive(AppendResponse.accepted(2, 1, 2, 12));
        leader.storage.createSnapshot(12, MEMBERS, Entry.NO_DATA);
        leader.receive(new AppendResponse(3, 1, 2, 1, true, 0, 0));
        assertThat(follower(leader).pendingSnapshot()).isEqualTo(12);
        leader.receive(AppendResponse.accepted(3, 1, 2, 10));
        assertThat(follower(leader).state()).isEqualTo(ProgressState.REPLICATE);
    }

    @Test
    void failedSnapshotIsForgottenBeforeProbing() {
        Peer leader = leaderThatSent();
        leader.node.reportSnapshot(3, false);
        assertThat(follower(leader).state()).isEqualTo(ProgressState.PROBE);
        assertThat(follower(leader).next()).isEqualTo(1);
        assertThat(follower(leader).isPaused()).isTrue();
        leader.receive(new HeartbeatResponse(3, 1, 2, 0));
        assertThat(leader.sent(InstallSnapshot.class)).as("tried again").hasSize(1);
    }

    @Test
    void deliveredSnapshotIsWhereProbingBegins() {
        Peer leader = leaderThatSent();
        leader.node.reportSnapshot(3, true);
        assertThat(follower(leader).state()).isEqualTo(ProgressState.PROBE);
        assertThat(follower(leader).next()).isEqualTo(11);
        assertThat(leader.sent(Append.class)).isEmpty();
        leader.receive(new HeartbeatResponse(3, 1, 2, 0));
        assertThat(leader.sent(Append.class)).extracting(Append::prevIndex).containsExactly(10L);
    }

    @Test
    void followerThatIsNotHeardOfGetsNoSnapshot() {
        Peer leader = leader();
        leader.tick(Peer.ELECTION);
        leader.receive(AppendResponse.accepted(2, 1, 2, 11));
        leader.tick(1);
        assertThat(leader.sent(InstallSnapshot.class)).isEmpty();
    }

    @Test
    void snapshotReplacesTheLog() {
        Peer peer = Peer.oneOfThree(builder -> builder.asyncStorageWrites(true));
        ConfState later = ConfState.ofVoters(1, 2, 4);
        peer.node.step(new InstallSnapshot(2, 1, 3, new Snapshot(20, 2, later, Entry.NO_DATA)));
        assertThat(peer.node.config()).isEqualTo(later);
        assertThat(peer.node.lastIndex()).isEqualTo(20);
        peer.takeReady();
        assertThat(peer.takeSent()).isEmpty();
        StorageAppend work = peer.appends.element();
        assertThat(work.mustSync()).isTrue();
        assertThat(work.snapshot()).isNotNull();
        peer.work();
        assertThat(peer.takeSent()).containsExactly(AppendResponse.accepted(1, 2, 3, 20));
        assertThat(peer.node.applied()).isEqualTo(20);
        peer.receive(new Append(
                2, 1, 3, 20, 2, 21, List.of(Entry.proposal(new byte[1]).at(3, 21))));
        assertThat(peer.applied).extracting(Entry::index).containsExactly(21L);
    }

    @Test
    void nothingIsAppliedAndNobodyCampaignsWhileASnapshotIsInstalled() {
        Peer peer = Peer.oneOfThree(builder -> builder.asyncStorageWrites(true));
        peer.node.step(new InstallSnapshot(2, 1, 3, new Snapshot(20, 2, MEMBERS, Entry.NO_DATA)));
        peer.node.step(new Append(
                2, 1, 3, 20, 2, 21, List.of(Entry.proposal(new byte[1]).at(3, 21))));
        peer.takeReady();
        assertThat(peer.applies).isEmpty();
        peer.node.campaign();
        assertThat(peer.node.role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    void snapshotInstalledInAnEarlierTermIsValid() {
        Peer peer = Peer.oneOfThree(builder -> builder.asyncStorageWrites(true));
        peer.node.step(new InstallSnapshot(2, 1, 3, new Snapshot(20, 2, MEMBERS, Entry.NO_DATA)));
        peer.takeReady();
        peer.node.step(new Append(3, 1, 4, 20, 2, 20, List.of()));
        peer.takeReady();
        peer.appendOne();
        assertThat(peer.node.applied()).isEqualTo(20);
    }

    @Test
    void oldSnapshotIsIgnored() {
        Peer peer = Peer.oneOfThree(builder -> {});
        peer.receive(
                new Append(2, 1, 1, 1, 1, 2, List.of(Entry.proposal(new byte[1]).at(1, 2))));
        peer.takeSent();
        peer.receive(new InstallSnapshot(2, 1, 1, new Snapshot(2, 1, MEMBERS, Entry.NO_DATA)));
        assertThat(peer.sent(AppendResponse.class)).containsExactly(AppendResponse.accepted(1, 2, 1, 2));
        assertThat(peer.storage.firstIndex()).isEqualTo(2);
    }

    @Test
    void snapshotOfWhatIsInTheLogOnlyMovesTheCommitIndex() {
        Peer peer = Peer.oneOfThree(builder -> {});
        peer.receive(
                new Append(2, 1, 1, 1, 1, 1, List.of(Entry.proposal(new byte[1]).at(1, 2))));
        peer.takeSent();
        peer.receive(new InstallSnapshot(2, 1, 1, new Snapshot(2, 1, MEMBERS, Entry.NO_DATA)));
        assertThat(peer.node.committed()).isEqualTo(2);
        assertThat(peer.applied).hasSize(1);
        assertThat(peer.storage.firstIndex()).isEqualTo(2);
    }

    @Test
    void snapshotOfAConfigurationWithoutThisMemberIsIgnored() {
        Peer peer = Peer.oneOfThree(builder -> {});
        Snapshot foreign = new Snapshot(20, 2, ConfState.ofVoters(2, 3), Entry.NO_DATA);
        peer.receive(new InstallSnapshot(2, 1, 3, foreign));
        assertThat(peer.node.lastIndex()).isEqualTo(1);
        assertThat(peer.sent(AppendResponse.class)).containsExactly(AppendResponse.accepted(1, 2, 3, 1));
    }
}
