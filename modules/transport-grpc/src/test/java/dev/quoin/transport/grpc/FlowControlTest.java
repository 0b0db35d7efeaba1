package dev.quoin.transport.grpc;

import static dev.quoin.transport.grpc.RawConnection.DATA;
import static dev.quoin.transport.grpc.RawConnection.END_STREAM;
import static dev.quoin.transport.grpc.RawConnection.HEADERS;
import static dev.quoin.transport.grpc.RawConnection.RST_STREAM;
import static dev.quoin.transport.grpc.RawConnection.WINDOW_UPDATE;
import static dev.quoin.transport.grpc.RawConnection.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.Call;
import dev.quoin.testkit.transport.TestApi;
import dev.quoin.transport.grpc.RawConnection.Frame;
import dev.quoin.transport.grpc.RawConnection.Response;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** HTTP/2's windows, to the byte. */
final class FlowControlTest extends RawTest {
    private static final int INITIAL_WINDOW = 4;
    private static final int FLOW_CONTROL_ERROR = 3;

    @Test
    void aStreamGetsNoMoreThanItsWindow() throws Exception {
        try (RawConnection connection = RawConnection.open(start(), INITIAL_WINDOW, 10)) {
            connection.request(1, 0, TestApi.ECHO).frame(DATA, END_STREAM, 1, message(new byte[100]));
            assertThat(connection.await(DATA).payload()).hasSize(10);
            // Other streams are not held up by the one that waits.
            connection.request(3, 0, TestApi.ECHO).frame(DATA, END_STREAM, 3, message(new byte[5]));
            Frame other = connection.await(DATA);
            assertThat(other.stream()).isEqualTo(3);
            assertThat(other.payload()).hasSize(10);
            connection.number(WINDOW_UPDATE, 0, 1, 30);
            assertThat(connection.await(DATA).payload()).hasSize(30);
            connection.number(WINDOW_UPDATE, 0, 1, 1000);
            Response rest = connection.response(1);
            assertThat(rest.body()).hasSize(105 - 40);
            assertThat(rest.status()).isEqualTo("0");
        }
    }

    @Test
    void theConnectionsWindowHoldsUpAllButNotHeaders() throws Exception {
        try (RawConnection connection = RawConnection.open(start(), INITIAL_WINDOW, 1 << 20)) {
            connection.request(1, 0, TestApi.ECHO);
            for (int i = 0; i < 7; i++) {
                byte[] all = message(new byte[7 * 10_000 - 5]);
                connection.frame(
                        DATA,
                        i == 6 ? END_STREAM : 0,
                        1,
                        java.util.Arrays.copyOfRange(all, i * 10_000, (i + 1) * 10_000));
            }
            int got = 0;
            while (got < 65535) {
                got += connection.await(DATA).payload().length;
            }
            assertThat(got).isEqualTo(65535);
            assertThat(connection
                            .request(3, END_STREAM, "/quoin.test.Kit/Nothing")
                            .response(3)
                            .status())
                    .isEqualTo("12");
            connection.number(WINDOW_UPDATE, 0, 0, 1 << 20);
            assertThat(connection.response(1).body()).hasSize(70_000 - 65535);
        }
    }

    @Test
    void newSettingsChangeTheWindowsOfStreamsUnderWay() throws Exception {
        try (RawConnection connection = RawConnection.open(start(), INITIAL_WINDOW, 20)) {
            connection.request(1, 0, TestApi.ECHO).frame(DATA, END_STREAM, 1, message(new byte[100]));
            assertThat(connection.await(DATA).payload()).hasSize(20);
            // 15 less: the window is negative now, and 15 are needed to come back to nothing.
            connection.settings(INITIAL_WINDOW, 5).number(WINDOW_UPDATE, 0, 1, 16);
            assertThat(connection.await(DATA).payload()).hasSize(1);
            connection.settings(INITIAL_WINDOW, 1000);
            assertThat(connection.response(1).body()).hasSize(105 - 21);
        }
    }

    @Test
    void aClientThatSendsMoreThanItsWindowLosesTheStream() throws Exception {
        config.put("stream-window", "65535");
        record();
        try (RawConnection connection = RawConnection.open(start())) {
            connection.request(1, 0, STREAM);
            for (int i = 0; i < 5; i++) {
                connection.frame(DATA, 0, 1, new byte[16384]);
            }
            connection.assertReset(1, FLOW_CONTROL_ERROR);
            assertThat(connection.call(3, TestApi.ECHO, new byte[10]).status()).isEqualTo("0");
        }
    }

    @Test
    void aStreamsWindowIsReturnedAsItsMessagesAreTakenTheConnectionsAtOnce() throws Exception {
        config.put("stream-window", "65535");
        config.put("connection-window", "65535");
        Recorder recorder = record();
        try (RawConnection connection = RawConnection.open(start())) {
            connection.request(1, 0, STREAM);
            Call call = recorder.call();
            for (int i = 0; i < 4; i++) {
                connection.frame(DATA, 0, 1, message(new byte[10_000]));
            }
            Frame update = connection.await(WINDOW_UPDATE);
            assertThat(update.stream()).isZero();
            assertThat(update.number(0)).isEqualTo(4 * 10_005);
            call.request(4);
            update = connection.await(WINDOW_UPDATE);
            assertThat(update.stream()).isEqualTo(1);
            assertThat(update.number(0)).isEqualTo(4 * 10_005);
        }
    }

    @Test
    void dataThatNobodyWantsGivesItsWindowBack() throws Exception {
        config.put("connection-window", "65535");
        try (RawConnection connection = RawConnection.open(start())) {
            connection.request(1, 0, "/quoin.test.Kit/Nothing").response(1);
            for (int i = 0; i < 3; i++) {
                connection.frame(DATA, 0, 1, new byte[12_000]);
            }
            Frame update = connection.await(WINDOW_UPDATE);
            assertThat(update.stream()).isZero();
            assertThat(update.number(0)).isEqualTo(36_000);
        }
    }

    @Test
    void aMessageLargerThanTheWindowArrives() throws Exception {
        config.put("stream-window", "65535");
        Recorder recorder = record();
        try (RawConnection connection = RawConnection.open(start())) {
            connection.request(1, 0, STREAM);
            recorder.call().request(1);
            byte[] all = message(new byte[200_000 - 5]);
            int allowance = 65535;
            for (int at = 0; at < all.length; at += 10_000) {
                while (allowance < 10_000) {
                    Frame update = connection.await(WINDOW_UPDATE);
                    allowance += update.stream() == 1 ? update.number(0) : 0;
                }
                connection.frame(DATA, 0, 1, java.util.Arrays.copyOfRange(all, at, at + 10_000));
                allowance -= 10_000;
            }
            assertThat((byte[]) recorder.next()).hasSize(200_000 - 5);
        }
    }

    @Test
    void unfinishedRequestsOfOneConnectionAreBounded() throws Exception {
        config.put("max-held-requests", "50000");
        Recorder recorder = record();
        try (RawConnection connection = RawConnection.open(start())) {
            for (int stream = 1; stream <= 7; stream += 2) {
                connection.request(stream, 0, STREAM).frame(DATA, 0, stream, message(new byte[15_000]));
            }
            Response refused = connection.response(7);
            assertThat(refused.status()).isEqualTo("8");
            assertThat(refused.message()).isEqualTo("etcdserver: too many requests");
            assertThat(recorder.next()).isEqualTo("cancel");
            recorder.call().request(1);
            assertThat((byte[]) recorder.next()).hasSize(15_000);
        }
    }

    @Test
    void aClientWithTooManyUnreadResponsesGetsNoNewCalls() throws Exception {
        config.put("max-queued-responses", "100000");
        byte[] large = new byte[60_000];
        api.unary("/quoin.test.Kit/Large", (call, request) -> call.complete(ByteBuffer.wrap(large)));
        try (RawConnection connection = RawConnection.open(start(), INITIAL_WINDOW, 0)) {
            connection.request(1, 0, "/quoin.test.Kit/Large").frame(DATA, END_STREAM, 1, message(new byte[0]));
            connection.request(3, 0, "/quoin.test.Kit/Large").frame(DATA, END_STREAM, 3, message(new byte[0]));
            assertThat(connection.call(5, TestApi.ECHO, new byte[0]).message())
                    .isEqualTo("etcdserver: too many requests");
            connection.number(WINDOW_UPDATE, 0, 1, 100_000);
            assertThat(connection.response(1).body()).hasSize(60_005);
            assertThat(connection
                            .number(RST_STREAM, 0, 3, 8)
                            .settings(INITIAL_WINDOW, 1000)
                            .call(7, TestApi.ECHO, new byte[0])
                            .status())
                    .isEqualTo("0");
        }
    }

    @Test
    void headersOfAStreamThatWaitsHaveLeft() throws Exception {
        try (RawConnection connection = RawConnection.open(start(), INITIAL_WINDOW, 0)) {
            connection.request(1, 0, TestApi.ECHO).frame(DATA, END_STREAM, 1, message(new byte[100]));
            assertThat(connection.headers(connection.await(HEADERS))).containsEntry(":status", "200");
        }
    }
}
