package dev.quoin.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HashVerdictTest {
    @Test
    void equalHashesAccuseNobody() {
        assertThat(HashVerdict.of(Map.of(1L, 7, 2L, 7, 3L, 7), 3)).isEqualTo(new HashVerdict(true, List.of()));
        assertThat(HashVerdict.of(Map.of(1L, 7, 2L, 7), 3)).isEqualTo(new HashVerdict(false, List.of()));
    }

    @Test
    void whoDiffersFromAMajorityIsNamed() {
        assertThat(HashVerdict.of(Map.of(1L, 7, 2L, 8, 3L, 7), 3).corrupt()).containsExactly(2L);
        // The leader itself may be the one.
        assertThat(HashVerdict.of(Map.of(1L, 9, 2L, 7, 3L, 7), 3).corrupt()).containsExactly(1L);
        assertThat(HashVerdict.of(Map.of(1L, 7, 2L, 8, 3L, 7, 4L, 9, 5L, 7), 5).corrupt())
                .containsExactly(2L, 4L);
    }

    @Test
    void withoutAMajorityOfAllMembersTheWholeClusterIsMeant() {
        assertThat(HashVerdict.of(Map.of(1L, 7, 2L, 8), 2).corrupt()).containsExactly(0L);
        assertThat(HashVerdict.of(Map.of(1L, 7, 2L, 8), 3).corrupt()).containsExactly(0L);
        assertThat(HashVerdict.of(Map.of(1L, 7, 2L, 8, 3L, 9), 3).corrupt()).containsExactly(0L);
    }

    @Test
    void whatIsNoAnswerIsTakenForSilence() {
        assertThat(HashAnswer.decode(new HashAnswer(HashAnswer.State.KNOWN, -5).encode()))
                .isEqualTo(new HashAnswer(HashAnswer.State.KNOWN, -5));
        assertThat(HashAnswer.decode(new byte[0])).isEqualTo(HashAnswer.SILENT);
        assertThat(HashAnswer.decode(new byte[] {3, 0, 0, 0, 0})).isEqualTo(HashAnswer.SILENT);
        assertThat(HashAnswer.decode(new byte[] {-1, 0, 0, 0, 0})).isEqualTo(HashAnswer.SILENT);
        assertThat(HashPoint.decode(new HashPoint(5, -1).encode())).isEqualTo(new HashPoint(5, -1));
    }
}
