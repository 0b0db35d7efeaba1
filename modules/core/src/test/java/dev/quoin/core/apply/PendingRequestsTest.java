package dev.quoin.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.error.EtcdError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {
    private final PendingRequests pending = new PendingRequests(7, 1000, 16);
    private final List<@Nullable EtcdError> lost = new ArrayList<>();

    @Test
    void whatAnEarlierLeaderWasToldIsGivenUpOnceAnotherHasBegun() {
        pending.leaderFound(1);
        long applied = add();
        long old = add();
        pending.leaderFound(2);
        long young = add();
        Objects.requireNonNull(pending.take(applied)).done(Outcome.of(new byte[0]));
        pending.termBegun(2);
        assertThat(lost).containsExactly(null, EtcdError.TIMEOUT_DUE_TO_LEADER_FAIL);
        assertThat(pending.take(old)).isNull();
        assertThat(pending.take(young)).isNotNull();
    }

    @Test
    void aTermThatAnotherHasOvertakenGivesUpNothing() {
        pending.leaderFound(1);
        add();
        pending.leaderFound(2);
        add();
        pending.leaderFound(3);
        pending.termBegun(2);
        assertThat(lost).isEmpty();
    }

    @Test
    void whatWaitedForALeaderIsNotGivenUpWithWhatAnEarlierOneWasTold() {
        pending.leaderFound(1);
        long waiting = add();
        pending.leaderFound(2);
        long renewed = pending.renew(waiting);
        pending.termBegun(2);
        assertThat(lost).isEmpty();
        assertThat(pending.isPending(waiting)).isFalse();
        assertThat(pending.renew(waiting)).isZero();
        assertThat(pending.take(renewed)).isNotNull();
    }

    private long add() {
        return pending.add(outcome -> lost.add(outcome.error()), 0);
    }
}
