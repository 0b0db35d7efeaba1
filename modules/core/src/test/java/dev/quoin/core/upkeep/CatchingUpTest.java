package dev.quoin.core.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.host.Agent;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.ClusterException.Reason;
import dev.quoin.testkit.host.SimHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A member that was away is told to have caught up only when clients that come now are served. */
class CatchingUpTest {
    private static final long ELECTION = Duration.ofSeconds(1).toNanos();

    /** What the engine allows before it refuses proposals. */
    private static final long MAX_GAP = 5000;

    private final SimHost host = SimHost.alone(1);
    private final Agent agent = host.startAgent("upkeep", 64, () -> {});
    private final BehindLog log = new BehindLog(host);
    private final List<Long> gaps = new ArrayList<>();
    private final CatchingUp catchingUp = new CatchingUp(log, agent, host.clock(), ELECTION, () -> gaps.add(log.gap()));

    @Test
    void oneThatIsUpToDateHasCaughtUpWithTheFirstAnswer() {
        log.put(10);
        log.applyAtOnce();
        run(Duration.ofMillis(50));
        assertThat(gaps).containsExactly(0L);
        assertThat(log.barriers()).isEqualTo(1);
    }

    @Test
    void whatWasPutWhileASnapshotWasOnItsWayIsAppliedFirst() {
        log.put(10);
        look();
        // The snapshot takes ten seconds, and is newer than the barrier that was asked first.
        host.simulation().runFor(Duration.ofMillis(500));
        long snapshot = log.put(1000);
        log.putEvery(Duration.ofMillis(1), 1);
        run(Duration.ofSeconds(10));
        assertThat(gaps).isEmpty();
        log.install(snapshot);
        host.simulation().runFor(Duration.ofMillis(20));
        assertThat(log.answered()).isEqualTo(1);
        assertThat(log.gap()).isGreaterThan(MAX_GAP);
        log.applyEvery(Duration.ofMillis(1), 5);
        run(Duration.ofSeconds(20));
        assertThat(gaps).hasSize(1);
        assertThat(gaps.getFirst()).isLessThanOrEqualTo(CatchingUp.MOST_WAITING);
    }

    @Test
    void whoCannotKeepUpHasNotCaughtUp() {
        log.put(5000);
        log.putEvery(Duration.ofMillis(1), 2);
        log.applyEvery(Duration.ofMillis(1), 1);
        run(Duration.ofSeconds(30));
        assertThat(gaps).isEmpty();
    }

    @Test
    void aQuestionThatFailsIsAskedAgain() {
        log.refuse(new ClusterException(Reason.TIMEOUT, "no answer"));
        run(Duration.ofMillis(50));
        assertThat(gaps).isEmpty();
        log.refuse(null);
        run(Duration.ofMillis(50));
        assertThat(gaps).hasSize(1);
    }

    @Test
    void nothingIsAskedWithoutALeader() {
        log.leaderId(0);
        run(Duration.ofSeconds(1));
        assertThat(log.barriers()).isZero();
    }

    /** As the upkeep does: looks every two milliseconds. */
    private void run(Duration span) {
        for (long i = 0; i < span.toMillis(); i += 2) {
            look();
            host.simulation().runFor(Duration.ofMillis(2));
        }
    }

    private void look() {
        agent.offer(catchingUp::look);
    }
}
