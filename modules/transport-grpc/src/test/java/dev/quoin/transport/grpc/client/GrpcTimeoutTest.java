package dev.quoin.transport.grpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of a timeout. */
final class GrpcTimeoutTest {
    @ParameterizedTest
    @CsvSource({
        "1n, PT0.000000001S",
        "20u, PT0.00002S",
        "300m, PT0.3S",
        "5S, PT5S",
        "99999999M, PT99999999M",
        "0H, PT0S"
    })
    void isRead(String text, Duration duration) {
        assertThat(GrpcTimeout.nanos(text)).isEqualTo(duration.toNanos());
    }

    @Test
    void doesNotOverflow() {
        assertThat(GrpcTimeout.nanos("99999999H")).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S", "5", "5s", "-5S", "123456789S", "1.5S", " 5S"})
    void isRefused(String text) {
        assertThatThrownBy(() -> GrpcTimeout.nanos(text)).hasMessage("malformed grpc-timeout: \"" + text + "\"");
    }
}
