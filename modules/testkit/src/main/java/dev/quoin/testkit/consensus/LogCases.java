package dev.quoin.testkit.consensus;

import static dev.quoin.testkit.consensus.EngineCases.startedAlone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.consensus.ConsensusCapability;
import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.LogReader;
import dev.quoin.api.consensus.LogSeed;
import dev.quoin.api.consensus.LoggedEntry;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.testkit.host.SimHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests of the log that a member finds when it starts again, and of logs that are not its own. */
public interface LogCases extends EngineCases {
    @Test
    default void whatWasAppliedSurvivesAnyEndOfTheProcess() {
        for (int seed = 0; seed < 60; seed++) {
            SimCluster cluster = single(seed);
            SimMember member = cluster.member(1);
            member.host().disk().setMaxSyncNanos(3_000_000);
            List<String> acknowledged = new ArrayList<>();
            for (int life = 0; life < 4; life++) {
                member.start();
                member.machine().onCommand(acknowledged::add);
                cluster.awaitLeader();
                assertThat(SimCluster.commandsOf(member)).as("seed %d", seed).containsAll(acknowledged);
                acknowledged.clear();
                acknowledged.addAll(SimCluster.commandsOf(member));
                liveAndDie(cluster, member, seed, life);
            }
            member.start();
            cluster.awaitLeader();
            assertThat(SimCluster.commandsOf(member)).as("seed %d", seed).containsAll(acknowledged);
            assertThat(SimCluster.commandsOf(member)).as("seed %d", seed).doesNotHaveDuplicates();
        }
    }

    private static void liveAndDie(SimCluster cluster, SimMember member, int seed, int life) {
        for (int i = 0; i < 30; i++) {
            cluster.propose(member, life + "-" + i);
            cluster.simulation().runFor(Duration.ofNanos((seed * 37L + i * 101L) % 2500 * 1000));
            if (i == 15 && seed % 2 == 0) {
                member.machine().persist();
            }
        }
        if ((seed + life) % 2 == 0) {
            member.crash();
        } else {
            member.kill();
        }
    }

    @Test
    default void afterAStopItAppliesFromWhereTheStateMachineIs() {
        SimCluster cluster = single(4);
        SimMember member = startedAlone(cluster);
        cluster.proposeAndAwait(member, "a", "b");
        member.machine().persist();
        cluster.proposeAndAwait(member, "c");
        member.stop();
        member.start();
        List<String> replayed = new ArrayList<>();
        member.machine().onCommand(replayed::add);
        cluster.awaitLeader();
        assertThat(SimCluster.commandsOf(member)).containsExactly("a", "b", "c");
        assertThat(replayed).doesNotContain("a", "b").contains("c");
    }

    @Test
    default void itsLogCanBeLookedAtWhileItRuns() {
        onlyWith(ConsensusCapability.LOG_VIEW);
        SimCluster cluster = single(12);
        SimMember member = startedAlone(cluster);
        cluster.proposeAndAwait(member, "a", "b");
        List<LoggedEntry> entries = new ArrayList<>();
        try (LogReader log = engine().provider().openLog(member.host().disk(), SimMember.DIRECTORY)) {
            log.forEach(entries::add);
            assertThat(log.damage()).isEmpty();
            assertThat(log.commitIndex()).isLessThanOrEqualTo(entries.getLast().index());
        }
        assertThat(entries).extracting(LoggedEntry::index).isSorted().doesNotHaveDuplicates();
        assertThat(entries.getFirst().kind()).isEqualTo(LoggedEntry.Kind.MEMBER_CHANGES);
        assertThat(entries.getFirst().changes())
                .as("the first member's own change, as it was given to the engine")
                .extracting(change -> change.kind() + " " + change.memberId())
                .containsExactly("ADD_VOTER " + member.id());
        assertThat(entries)
                .filteredOn(entry -> entry.kind() == LoggedEntry.Kind.COMMAND && entry.data().length > 0)
                .extracting(entry -> new String(entry.data(), java.nio.charset.StandardCharsets.UTF_8))
                .containsExactly("a", "b");
        cluster.proposeAndAwait(member, "c");
        assertThat(SimCluster.commandsOf(member)).containsExactly("a", "b", "c");
    }

    @Test
    default void aCompactedLogStartsAgain() {
        SimCluster cluster = single(13);
        SimMember member = startedAlone(cluster);
        for (int i = 0; i < 300; i++) {
            cluster.proposeAndAwait(member, "c" + i);
            member.node().compact(member.machine().persist());
        }
        member.crash();
        member.start();
        cluster.awaitLeader();
        assertThat(SimCluster.commandsOf(member)).hasSize(300).endsWith("c298", "c299");
        cluster.proposeAndAwait(member, "next");
    }

    @Test
    default void theLogOfAnotherMemberIsRefused() {
        SimCluster cluster = single(15);
        SimMember member = startedAlone(cluster);
        member.stop();
        SimHost host = member.host();
        ConsensusContext stranger = new ConsensusContext(
                host,
                SimMember.DIRECTORY,
                new MemberIdentity(0xc2, 1),
                new Bootstrap(List.of()),
                new RecordingMachine(new RecordingMachine.Durable()),
                cluster.network().connect(1));
        assertThatThrownBy(() -> engine().open(stranger))
                .isInstanceOf(ClusterException.class)
                .extracting(e -> ((ClusterException) e).reason())
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    default void aLogThatIsGoneIsNotReplacedByAnEmptyOne() {
        SimCluster cluster = single(16);
        SimMember member = startedAlone(cluster);
        cluster.proposeAndAwait(member, "a");
        member.machine().persist();
        member.stop();
        removeLog(member);
        assertThatThrownBy(member::open)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(SimMember.DIRECTORY.toString());
    }

    /** The log of a member whose state is there, begun anew behind that state, with what the old one held beyond. */
    @Test
    default void aLogBegunFromAStateGoesOn() {
        SimCluster cluster = single(17);
        SimMember member = startedAlone(cluster);
        cluster.proposeAndAwait(member, "a", "b");
        long applied = member.machine().persist();
        cluster.proposeAndAwait(member, "c", "d");
        member.stop();
        MemberIdentity identity = new MemberIdentity(0xc1, 1);
        if (!engine().provider().capabilities().contains(ConsensusCapability.LOG_SEED)) {
            LogSeed nothing =
                    new LogSeed(new SnapshotMeta(0, 0, Membership.empty()), 0, 0, 0, Collections.emptyIterator());
            assertThatThrownBy(() ->
                            engine().provider().createLog(member.host().disk(), SimMember.DIRECTORY, identity, nothing))
                    .isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        LogSeed seed = seed(member, applied);
        removeLog(member);
        engine().provider().createLog(member.host().disk(), SimMember.DIRECTORY, identity, seed);
        member.host().disk().crash();
        member.start();
        cluster.awaitLeader();
        assertThat(SimCluster.commandsOf(member)).containsExactly("a", "b", "c", "d");
        cluster.proposeAndAwait(member, "e");
    }

    /** What is in a member's log behind an index, the last entry twice: the second one overrides the first. */
    private LogSeed seed(SimMember member, long applied) {
        List<LoggedEntry> entries = new ArrayList<>();
        try (LogReader log = engine().provider().openLog(member.host().disk(), SimMember.DIRECTORY)) {
            log.forEach(entries::add);
            long term = entries.stream()
                    .filter(entry -> entry.index() == applied)
                    .findFirst()
                    .orElseThrow()
                    .term();
            Membership alone = new Membership(Set.of(1L), Set.of(), Set.of(), Set.of(), false);
            List<LoggedEntry> behind = new ArrayList<>(
                    entries.stream().filter(entry -> entry.index() > applied).toList());
            behind.add(behind.getLast());
            return new LogSeed(
                    new SnapshotMeta(applied, term, alone),
                    log.term(),
                    log.vote(),
                    log.commitIndex(),
                    behind.iterator());
        }
    }

    private static void removeLog(SimMember member) {
        try {
            for (var file : member.host().disk().list(SimMember.DIRECTORY)) {
                member.host().disk().delete(file);
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
