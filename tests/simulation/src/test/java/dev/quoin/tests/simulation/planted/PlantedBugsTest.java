package dev.quoin.tests.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.testkit.cluster.ClusterRun;
import dev.quoin.testkit.cluster.MemberFactory;
import dev.quoin.testkit.cluster.SeedResult;
import org.junit.jupiter.api.Test;

/** Each of these bugs must be found within 500 seeds; a clean copy of the same classes must have none of them. */
class PlantedBugsTest {
    private static final int MOST_SEEDS = 500;
    private static final int CLEAN_SEEDS = 10;

    private final Compiler compiler = new Compiler();

    @Test
    void acknowledgedBeforeSynced() {
        find(
                PlantedBug.of("what is acknowledged is synced only with what comes next")
                        .inConsensus("runtime/LogWriter", "log.flush(true);", "log.flush(false);")
                        .inConsensus(
                                "runtime/LogWriter",
                                "taken = true;\n",
                                "if (!taken) { log.flush(true); }\n        taken = true;\n"),
                "");
    }

    @Test
    void revisionUsedTwice() {
        find(
                PlantedBug.of("of a batch of several revisions the last one is not noted")
                        .inCore("store/Store", "if (!revisions.isEmpty()) {", "if (revisions.size() == 1) {"),
                "");
    }

    @Test
    void unstableEntryApplied() {
        find(
                PlantedBug.of("what others have made durable is applied here before it is durable here")
                        .inConsensus(
                                "algorithm/log/Applying",
                                "return unstableToo ? log.committed() : Math.min(log.committed(), log.stableIndex());",
                                "return log.committed();"),
                "");
    }

    @Test
    void leaseEndedByFollower() {
        find(
                PlantedBug.of("one who led once goes on ending leases")
                        .inCore(
                                "node/AppliedEvents",
                                "storage.lessor.leading(leaderId == ownId);",
                                "if (leaderId == ownId) { storage.lessor.leading(true); }"),
                "lease");
    }

    @Test
    void eventSkippedOnCatchUp() {
        find(
                PlantedBug.of("a watch that catches up leaves one revision out between two stretches")
                        .inCore(
                                "watch/CatchUp",
                                "member.next = Math.max(member.next, through + 1);",
                                "member.next = Math.max(member.next, through + 2);"),
                "watch");
    }

    @Test
    void nothingIsFoundInCleanCopy() {
        MemberFactory members = new Infested(java.util.Map.of()).members();
        for (long seed = 1; seed <= CLEAN_SEEDS; seed++) {
            assertThat(ClusterRun.run(seed, members, 0).violation()).isNull();
        }
    }

    /** @param named what the violation has to speak of */
    private void find(PlantedBug bug, String named) {
        MemberFactory members = new Infested(compiler.compile(bug)).members();
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            SeedResult result = ClusterRun.run(seed, members, 0);
            String violation = result.violation();
            if (violation != null) {
                String first = violation.lines().findFirst().orElse("");
                System.out.println("planted bug: " + bug + ": found after " + seed + " seeds: " + first);
                assertThat(first).contains(named);
                return;
            }
        }
        throw new AssertionError(bug + ": not found in " + MOST_SEEDS + " seeds");
    }
}
