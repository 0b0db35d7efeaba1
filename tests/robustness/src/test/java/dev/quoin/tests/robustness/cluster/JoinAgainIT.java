package dev.quoin.tests.robustness.cluster;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member that joins dies before it has heard anything from the others: its data names it, but nobody else. It joins when it is started again. */
class JoinAgainIT {
    private static final int SIZE = 3;

    @TempDir
    Path folder;

    @Test
    void whoJoinsMayDieBeforeItKnowsAnybody() {
        try (Members members = Members.start(folder, SIZE)) {
            members.leader();
            Member joining = new Membership(members).add(false);
            members.joined(joining);
            joining.gate().cut();
            joining.launch();
            Eventually.until(
                    "it has found out who it is",
                    () -> joining.node().log().soFar().stream().anyMatch(line -> line.contains("started remote peer")));
            joining.kill();
            joining.gate().heal();
            joining.start();
            members.requireEqualHashes(members.get(0).revision());
        }
    }
}
