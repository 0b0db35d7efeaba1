package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that are no voters of their cluster are forced to be a new one. */
class ForcedMemberIT {
    private static final int SIZE = 3;

    @TempDir
    Path folder;

    @Test
    void aLearnerGoesOnAloneAsAVoter() {
        try (Members members = Members.start(folder, 1)) {
            members.leader();
            Member learner = new Membership(members).add(true);
            members.joined(learner);
            learner.start();
            try (MemberClient client = members.get(0).client()) {
                members.awaitRevision(client.put("key", "value"));
            }
            members.all().forEach(Member::kill);
            learner.spec().flag("--force-new-cluster", "true");
            learner.start();
            try (MemberClient client = learner.client()) {
                assertThat(client.get("key", false)).isEqualTo("value");
                client.put("key", "more");
                assertThat(client.members())
                        .extracting(member -> member.getName() + " " + member.getIsLearner())
                        .containsExactly(learner.name() + " false");
            }
        }
    }

    @Test
    void oneThatWasRemovedDoesNot() {
        try (Members members = Members.start(folder, SIZE)) {
            Member removed = members.others(members.leader()).getFirst();
            long id = removed.id();
            removed.retire();
            new Membership(members).remove(id);
            removed.node().awaitEnd();
            removed.spec().flag("--force-new-cluster", "true");
            removed.launch();
            removed.node().awaitEnd();
            assertThat(removed.node().log().soFar())
                    .anyMatch(line -> line.contains("the member has been permanently removed from the cluster"))
                    .noneMatch(line -> line.contains("ready to serve client requests"));
        }
    }
}
