package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster grows from three to five members through learners, and shrinks back, under load; requests fail only while its leader goes. */
class GrowAndShrinkIT {
    private static final int PUTS = 100;
    private static final String NOT_READY =
            "FAILED_PRECONDITION: etcdserver: can only promote a learner member which is in sync with leader";

    @TempDir
    Path folder;

    @Test
    void growsThroughLearnersAndShrinks() {
        try (Members members = Members.start(folder, 3);
                Load load = Load.on(members)) {
            Membership membership = new Membership(members);
            for (int i = 0; i < 2; i++) {
                grow(members, membership, load);
            }
            requireVoters(members, 5);
            Member leader = members.leader();
            shrink(members, membership, load, members.others(leader).getFirst());
            load.gap("removal of the leader " + leader);
            shrink(members, membership, load, leader);
            load.awaitGapEnd();
            load.awaitPuts(PUTS);
            requireVoters(members, 3);
            load.verify();
        }
    }

    private static void grow(Members members, Membership membership, Load load) {
        load.awaitPuts(PUTS);
        Member added = membership.add(true);
        long id = learner(members);
        try (MemberClient client = members.up().getFirst().client()) {
            assertThatThrownBy(() -> Membership.promote(client, id))
                    .satisfies(e -> assertThat(MemberClient.told(e)).isEqualTo(NOT_READY));
        }
        added.start();
        assertThat(added.id()).isEqualTo(id);
        // It serves what it has, and nothing linearizable: clients are not sent there before it is promoted.
        added.retire();
        long now = members.up().getFirst().revision();
        Eventually.until(added + " catches up", () -> added.revision() >= now);
        membership.promote(id);
        Eventually.until(added + " knows that it is a voter", () -> {
            try (MemberClient client = added.client()) {
                return !client.status().getIsLearner();
            }
        });
        members.joined(added);
        added.awaitReady();
        load.awaitPuts(PUTS);
    }

    /** The only one. */
    private static long learner(Members members) {
        try (MemberClient client = members.up().getFirst().client()) {
            List<Long> learners = client.members().stream()
                    .filter(dev.quoin.protocol.rpc.Member::getIsLearner)
                    .map(dev.quoin.protocol.rpc.Member::getID)
                    .toList();
            assertThat(learners).hasSize(1);
            return learners.getFirst();
        }
    }

    private static void shrink(Members members, Membership membership, Load load, Member leaving) {
        load.awaitPuts(PUTS);
        long id = leaving.id();
        // As one does in front of a removal: clients go elsewhere first.
        leaving.retire();
        members.left(leaving);
        membership.remove(id);
        leaving.node().awaitEnd();
        assertThat(leaving.node().exitCode()).as(leaving.node().lastWords()).isZero();
        assertThat(leaving.node().log().soFar()).anyMatch(line -> line.contains("permanently removed"));
    }

    private static void requireVoters(Members members, int count) {
        try (MemberClient client = members.up().getFirst().client()) {
            assertThat(client.members())
                    .hasSize(count)
                    .noneMatch(dev.quoin.protocol.rpc.Member::getIsLearner)
                    .noneMatch(member -> member.getName().isEmpty());
        }
    }
}
