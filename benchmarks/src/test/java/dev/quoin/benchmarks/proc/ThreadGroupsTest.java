package dev.quoin.benchmarks.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadGroupsTest {
    @ParameterizedTest
    @CsvSource({
        "GC Thread#3, GC Thread",
        "loop-0, loop",
        "rocksdb:low1, rocksdb:low",
        "quoin-raft, quoin-raft",
        "C2 CompilerThre, C2 compiler",
        "G1 Conc#0, G1 Conc",
        "17, 17"
    })
    void threadsThatDifferInANumberAreOneGroup(String name, String group) {
        assertThat(ThreadGroups.groupOf(name)).isEqualTo(group);
    }

    @Test
    void whatWasUsedIsTheDifferenceLargestFirst() {
        Map<String, Long> used = ThreadGroups.used(
                Map.of("loop", 10L, "log", 5L, "gone", 9L), Map.of("loop", 13L, "log", 5L, "new", 40L));
        assertThat(used).containsExactly(Map.entry("new", 40L), Map.entry("loop", 3L));
    }
}
