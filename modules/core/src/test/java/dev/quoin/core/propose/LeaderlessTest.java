package dev.quoin.core.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaderlessTest {
    private final Set<Long> pending = new HashSet<>(List.of(1L, 2L, 3L));
    private final Leaderless leaderless = new Leaderless(pending::contains, 10);

    @Test
    void givesAllBackInTheirOrderAndOnce() {
        leaderless.add(1, new byte[3]);
        leaderless.add(2, new byte[4]);
        assertThat(leaderless.takeAll()).extracting(Leaderless.Command::id).containsExactly(1L, 2L);
        assertThat(leaderless.takeAll()).isEmpty();
    }

    @Test
    void takesNoMoreThanItsBoundUntilTheOldestAreGivenUp() {
        assertThat(leaderless.add(1, new byte[6])).isTrue();
        assertThat(leaderless.add(2, new byte[6])).isFalse();
        pending.remove(1L);
        assertThat(leaderless.add(2, new byte[6])).isTrue();
        assertThat(leaderless.takeAll()).extracting(Leaderless.Command::id).containsExactly(2L);
        assertThat(leaderless.add(3, new byte[10])).isTrue();
    }
}
