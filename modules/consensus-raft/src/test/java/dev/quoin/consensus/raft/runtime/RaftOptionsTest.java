package dev.quoin.consensus.raft.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaftOptionsTest {
    @Test
    void theDefaultsAreEtcds() {
        RaftOptions options = options(Map.of());
        assertThat(options.heartbeatMillis()).isEqualTo(100);
        assertThat(options.electionMillis()).isEqualTo(1000);
        assertThat(options.electionTicks()).isEqualTo(10);
        assertThat(options.snapshotCount()).isEqualTo(10_000);
        assertThat(options.catchUpEntries()).isEqualTo(5_000);
        assertThat(options.log().segmentBytes()).isEqualTo(64L << 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heartbeat-interval | 0 | invalid value \"0\" for --raft-heartbeat-interval: must be at least 1",
                "election-timeout | -1 | invalid value \"-1\" for --raft-election-timeout: must be at least 1",
                "heartbeat-interval | 300 | --election-timeout[1000ms] should be at least as 5 times as --heartbeat-interval[300ms]",
                "election-timeout | 60000 | --election-timeout[60000ms] is too long, and should be set less than 50000ms",
                "snapshot-count | 0 | invalid value \"0\" for --raft-snapshot-count: must be at least 1",
                "max-proposals | 9999999 | invalid value \"9999999\" for --raft-max-proposals: must be at most 1048576",
                "max-uncommitted-bytes | 1KiB | invalid value \"1KiB\" for --raft-max-uncommitted-bytes: must be at least 1MiB",
                "segment-bytes | 1KiB | invalid value \"1KiB\" for --raft-segment-bytes: must be at least 64KiB",
                "cache-bytes | x | invalid value \"x\" for --raft-cache-bytes: not a number of bytes"
            })
    void whatMakesNoSenseIsNamed(String key, String value, String message) {
        assertThatThrownBy(() -> options(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    private static RaftOptions options(Map<String, String> texts) {
        return RaftOptions.of(RaftOptions.spec().read(texts, key -> "raft-" + key));
    }
}
