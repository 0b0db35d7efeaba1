package dev.quoin.transport.grpc;

import static dev.quoin.transport.grpc.RawConnection.ACK;
import static dev.quoin.transport.grpc.RawConnection.DATA;
import static dev.quoin.transport.grpc.RawConnection.END_STREAM;
import static dev.quoin.transport.grpc.RawConnection.GO_AWAY;
import static dev.quoin.transport.grpc.RawConnection.PING;
import static dev.quoin.transport.grpc.RawConnection.SETTINGS;
import static dev.quoin.transport.grpc.RawConnection.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.api.transport.TransportLimits;
import dev.quoin.testkit.transport.TestApi;
import dev.quoin.testkit.transport.TransportHarness;
import dev.quoin.transport.grpc.RawConnection.Frame;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What connections may do and for how long. */
final class ConnectionLimitsTest extends RawTest {
    private static final int REFUSED_STREAM = 7;
    private static final int ENHANCE_YOUR_CALM = 11;

    private static TransportLimits limits(long streams, Duration keepAlive, Duration keepAliveTimeout) {
        return new TransportLimits(1 << 20, streams, Duration.ofSeconds(5), keepAlive, keepAliveTimeout);
    }

    @Test
    void theServersSettingsAreToldFirst() throws Exception {
        try (RawConnection connection = RawConnection.open(start(limits(12, Duration.ZERO, Duration.ofSeconds(1))))) {
            Frame settings = connection.read();
            assertThat(settings.type()).isEqualTo(SETTINGS);
            ByteBuffer payload = ByteBuffer.wrap(settings.payload());
            assertThat(payload.getShort(0)).isEqualTo((short) 3);
            assertThat(payload.getInt(2)).isEqualTo(12);
            assertThat(payload.getShort(6)).isEqualTo((short) 4);
            assertThat(payload.getInt(8)).isEqualTo(1 << 20);
        }
    }

    @Test
    void streamsBeyondTheLimitAreRefusedUntilOthersEnd() throws Exception {
        Recorder recorder = record();
        try (RawConnection connection = RawConnection.open(start(limits(2, Duration.ZERO, Duration.ofSeconds(1))))) {
            connection.request(1, 0, STREAM).request(3, 0, STREAM).request(5, 0, STREAM);
            connection.assertReset(5, REFUSED_STREAM);
            recorder.call().close(StatusCode.OK, "");
            assertThat(connection.response(1).status()).isEqualTo("0");
            assertThat(connection.call(7, TestApi.ECHO, new byte[3]).status()).isEqualTo("0");
        }
    }

    @Test
    void aClientThatPingsTooOftenIsDisconnected() throws Exception {
        try (RawConnection connection = RawConnection.open(start())) {
            for (int i = 0; i < 4; i++) {
                connection.frame(PING, 0, 0, new byte[8]);
            }
            connection.assertGoAway(ENHANCE_YOUR_CALM, "too_many_pings");
        }
    }

    @Test
    void pingsBetweenResponsesAreFine() throws Exception {
        try (RawConnection connection = RawConnection.open(start())) {
            for (int i = 0; i < 10; i++) {
                connection.sync();
                assertThat(connection.call(2 * i + 1, TestApi.ECHO, new byte[3]).status())
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void aSilentClientIsPingedAndStaysWhenItAnswers() throws Exception {
        TransportLimits limits = limits(9, Duration.ofMillis(50), Duration.ofSeconds(20));
        try (RawConnection connection = RawConnection.open(start(limits))) {
            for (int i = 0; i < 3; i++) {
                Frame ping = connection.await(PING);
                connection.frame(PING, ACK, 0, ping.payload());
            }
            assertThat(connection.call(1, TestApi.ECHO, new byte[3]).status()).isEqualTo("0");
        }
    }

    @Test
    void aSilentClientThatDoesNotAnswerIsDisconnected() throws Exception {
        Recorder recorder = record();
        TransportLimits limits = limits(9, Duration.ofMillis(50), Duration.ofMillis(50));
        try (RawConnection connection = RawConnection.open(start(limits))) {
            connection.request(1, 0, STREAM);
            connection.await(PING);
            connection.assertEnded();
            assertThat(recorder.next()).isEqualTo("cancel");
        }
    }

    @Test
    void whoDoesNotShowToBeAClientInTimeIsCutOff() throws Exception {
        net.put("handshake-timeout", "1s");
        InetSocketAddress address = start();
        try (RawConnection silent = new RawConnection(address);
                RawConnection half = new RawConnection(address);
                RawConnection noSettings = new RawConnection(address);
                RawConnection client = RawConnection.open(address)) {
            half.bytes(new byte[] {'P', 'R', 'I'});
            noSettings.preface();
            client.sync();
            assertThat(silent.readAll()).isEmpty();
            assertThat(half.readAll()).isEmpty();
            noSettings.assertEnded();
            assertThat(client.call(1, TestApi.ECHO, new byte[3]).status()).isEqualTo("0");
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws Exception {
        net.put("max-connections", "2");
        InetSocketAddress address = start();
        try (RawConnection first = RawConnection.open(address).sync()) {
            try (RawConnection second = RawConnection.open(address).sync();
                    RawConnection third = new RawConnection(address)) {
                third.assertEnded();
                assertThat(second.call(1, TestApi.ECHO, new byte[3]).status()).isEqualTo("0");
            }
            assertThat(first.call(1, TestApi.ECHO, new byte[3]).status()).isEqualTo("0");
        }
    }

    @Test
    void handshakesAtATimeAreBounded() throws Exception {
        net.put("max-pending-connections", "1");
        InetSocketAddress address = start();
        try (RawConnection client = RawConnection.open(address).sync();
                RawConnection pending = new RawConnection(address);
                RawConnection refused = new RawConnection(address)) {
            refused.assertEnded();
            assertThat(client.call(1, TestApi.ECHO, new byte[3]).status()).isEqualTo("0");
            pending.preface().settings().sync();
        }
    }

    @Test
    void aStoppingServerSaysGoodbyeTwice() throws Exception {
        Recorder recorder = record();
        TransportHarness.Running running = harness().start(api, TransportHarness.LIMITS);
        try (RawConnection connection = RawConnection.open(running.address())) {
            connection.request(1, 0, STREAM);
            Call call = recorder.call();
            Thread stopping =
                    Thread.ofPlatform().start(() -> running.transport().stop(Duration.ofMinutes(1)));
            Frame first = connection.await(GO_AWAY);
            assertThat(first.number(0)).isEqualTo(Integer.MAX_VALUE);
            assertThat(first.number(4)).isZero();
            Frame ping = connection.await(PING);
            // On its way before the first goodbye arrived: still served.
            connection.request(3, 0, TestApi.ECHO).frame(DATA, END_STREAM, 3, message(new byte[1]));
            assertThat(connection.response(3).status()).isEqualTo("0");
            connection.frame(PING, ACK, 0, ping.payload());
            assertThat(connection.await(GO_AWAY).number(0)).isEqualTo(3);
            connection.request(5, 0, TestApi.ECHO);
            connection.assertReset(5, REFUSED_STREAM);
            call.close(StatusCode.OK, "");
            assertThat(connection.response(1).status()).isEqualTo("0");
            connection.assertEnded();
            stopping.join(Duration.ofSeconds(30));
            assertThat(stopping.isAlive()).isFalse();
        }
    }
}
