package dev.quoin.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No second has more ends than can be revoked in it, whatever order leases come in, and none comes to end early. */
class EndSpreadTest {
    private final EndSpread spread = new EndSpread();

    @Test
    void fewLeasesKeepTheirEnds() {
        for (int i = 0; i < EndSpread.FEW; i++) {
            assertThat(spread.place(7 * Pace.SECOND)).isEqualTo(7 * Pace.SECOND);
        }
        assertThat(spread.place(7 * Pace.SECOND)).isGreaterThan(7 * Pace.SECOND);
    }

    @Test
    void aMillionThatEndTogetherEndOneAfterTheOther() {
        int leases = 1_000_000;
        List<Long> ends = new ArrayList<>();
        for (int i = 0; i < leases; i++) {
            ends.add(spread.place(60 * Pace.SECOND + 17));
        }
        assertThat(countsBySecond(ends).values()).allMatch(count -> count <= EndSpread.FEW);
        long last = ends.stream().mapToLong(Long::longValue).max().orElseThrow() / Pace.SECOND;
        assertThat(last).isBetween(60L, 60L + leases / EndSpread.MOST_A_SECOND);
    }

    @Test
    void anyEndsAreSpreadAndNoneIsEarlier() {
        Random random = new Random(1);
        List<Long> ends = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            long end = random.nextInt(150) * Pace.SECOND + random.nextInt(1_000_000_000);
            long placed = spread.place(end);
            assertThat(placed).isGreaterThanOrEqualTo(end);
            if (i >= EndSpread.FEW) {
                ends.add(placed);
            }
        }
        assertThat(countsBySecond(ends).values()).allMatch(count -> count <= EndSpread.MOST_A_SECOND);
    }

    private static Map<Long, Long> countsBySecond(List<Long> ends) {
        return ends.stream().collect(Collectors.groupingBy(end -> end / Pace.SECOND, Collectors.counting()));
    }
}
