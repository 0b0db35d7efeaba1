package dev.quoin.tests.robustness.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The story every operator tries first: members are killed under load, the leader among them, nothing is lost, and they catch up when they are
 * back. {@code -Dquoin.leaderloss.rounds=20} does it so often; {@code -Dquoin.leaderloss.bar=3} fails where puts do not go on within so many seconds.
 */
class LeaderLossIT {
    private static final int ROUNDS = Integer.getInteger("quoin.leaderloss.rounds", 1);
    private static final long BAR_SECONDS = Long.getLong("quoin.leaderloss.bar", 0);
    private static final int PUTS = 200;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource({"3, 1", "5, 2"})
    void losesNothing(int size, int killed) {
        try (Members members = Members.start(folder, size);
                Load load = Load.on(members)) {
            for (int round = 0; round < ROUNDS; round++) {
                killAndRestart(members, killed, load);
            }
            load.verify();
        }
    }

    private static void killAndRestart(Members members, int count, Load load) {
        load.awaitPuts(PUTS);
        Member leader = members.leader();
        List<Member> victims = new ArrayList<>(members.others(leader).subList(0, count - 1));
        victims.addFirst(leader);
        load.gap("kill of " + victims);
        victims.forEach(Member::kill);
        Duration gap = load.awaitGapEnd();
        System.out.println("puts went on " + gap.toMillis() + " ms after " + victims + " were killed");
        if (BAR_SECONDS > 0) {
            assertThat(gap).isLessThan(Duration.ofSeconds(BAR_SECONDS));
        }
        load.awaitPuts(PUTS);
        victims.forEach(Member::start);
        load.awaitPuts(PUTS);
    }
}
