package dev.quoin.transport.grpc.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which clients are disconnected for what they do, in virtual time. */
final class ClientConductTest {
    private final PingPolicy pings = new PingPolicy(Duration.ofSeconds(5));
    private final ResetPolicy resets = new ResetPolicy();
    /** The clock may be anywhere, and pass through the end of its range. */
    private long now = Long.MAX_VALUE - 1000;

    private boolean pingAfter(long seconds, boolean hasStreams) {
        now += TimeUnit.SECONDS.toNanos(seconds);
        return pings.exceeded(now, hasStreams);
    }

    @Test
    void pingsAtTheAllowedPaceAreFineForEver() {
        for (int i = 0; i < 1000; i++) {
            assertThat(pingAfter(5, true)).isFalse();
        }
    }

    @Test
    void theThirdPingTooSoonIsTooMany() {
        assertThat(pingAfter(0, true)).isFalse();
        assertThat(pingAfter(4, true)).isFalse();
        assertThat(pingAfter(4, true)).isFalse();
        assertThat(pingAfter(4, true)).isTrue();
    }

    @Test
    void aClientWithoutStreamsMayPingEveryTwoHours() {
        assertThat(pingAfter(0, false)).isFalse();
        assertThat(pingAfter(7200, false)).isFalse();
        assertThat(pingAfter(7199, false)).isFalse();
        assertThat(pingAfter(7199, false)).isFalse();
        assertThat(pingAfter(7199, false)).isTrue();
    }

    @Test
    void whatTheServerSendsForgivesPings() {
        for (int i = 0; i < 100; i++) {
            assertThat(pingAfter(0, true)).isFalse();
            assertThat(pingAfter(0, true)).isFalse();
            assertThat(pingAfter(0, true)).isFalse();
            pings.sent();
        }
    }

    @Test
    void tenThousandResetsASecondAreEnough() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(resets.exceeded(now)).isFalse();
        }
        assertThat(resets.exceeded(now)).isTrue();
    }

    @Test
    void resetsAreForgottenAfterASecond() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(resets.exceeded(now)).isFalse();
            now += TimeUnit.MICROSECONDS.toNanos(101);
        }
    }
}
