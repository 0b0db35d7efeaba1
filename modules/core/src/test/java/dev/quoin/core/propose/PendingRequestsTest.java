package dev.quoin.core.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.core.answer.Outcome;
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

    @Test
    void whatIsPastItsTimeIsGivenUpHoweverManyCameBetween() {
        long patient = pending.add(outcome -> lost.add(outcome.error()), 100);
        pending.expire(1);
        for (int i = 0; i < 50; i++) {
            long id = pending.add(outcome -> lost.add(EtcdError.UNHEALTHY), 50);
            pending.expire(2);
            Objects.requireNonNull(pending.take(id));
        }
        pending.expire(100);
        assertThat(lost).isEmpty();
        pending.expire(101);
        assertThat(lost).containsExactly(EtcdError.TIMEOUT);
        assertThat(pending.take(patient)).isNull();
    }

    @Test
    void eachIsGivenUpInItsOwnTime() {
        for (long deadline : new long[] {30, 10, 20}) {
            pending.add(outcome -> lost.add(outcome.error()), deadline);
            pending.expire(1);
        }
        for (int now = 2; now <= 40; now++) {
            pending.expire(now);
            assertThat(lost).hasSize((now > 10 ? 1 : 0) + (now > 20 ? 1 : 0) + (now > 30 ? 1 : 0));
        }
    }

    private long add() {
        return pending.add(outcome -> lost.add(outcome.error()), 0);
    }
}
