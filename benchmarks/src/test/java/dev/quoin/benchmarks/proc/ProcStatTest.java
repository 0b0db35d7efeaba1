package dev.quoin.benchmarks.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcStatTest {
    @Test
    void readsUserAndSystemTime() {
        ProcStat stat = ProcStat.parse("4711 (etcd) S 1 4711 4711 0 -1 4194560 9 0 0 0 250 50 7 8 20 0 12 0 3 4 5\n");
        assertThat(stat).isEqualTo(new ProcStat("etcd", 300));
        assertThat(stat.nanos()).isEqualTo(3_000_000_000L);
    }

    @Test
    void aNameMayHoldSpacesAndBrackets() {
        ProcStat stat = ProcStat.parse("9 (a) (b c) d) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14");
        assertThat(stat).isEqualTo(new ProcStat("a) (b c) d", 11 + 12));
    }

    @Test
    void refusesWhatIsNoStatLine() {
        assertThatThrownBy(() -> ProcStat.parse("nonsense")).hasMessageContaining("nonsense");
        assertThatThrownBy(() -> ProcStat.parse("1 (x) S 1 2 3")).hasMessageContaining("1 (x) S 1 2 3");
    }
}
