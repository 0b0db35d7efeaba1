package dev.quoin.testkit.transport;

import static dev.quoin.testkit.transport.Cases.assertEchoes;
import static dev.quoin.testkit.transport.Cases.someBytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StatusCode;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Nobody is sent more than he takes. */
public interface FlowControlCases extends StreamCases {
    /** More than any transport should take ahead of a client that does not read. */
    int FAR_TOO_MUCH = 64 * 1024 * 1024;

    @Test
    default void aClientThatDoesNotReadPausesTheSenderUntilItReads() throws Exception {
        Sides sides = openCall(MethodKind.SERVER_STREAM);
        Call call = sides.server().call;
        int sent = 0;
        while (call.isReady() && sent < FAR_TOO_MUCH) {
            call.send(TestApi.copy(call.allocate(20_000), ByteBuffer.wrap(someBytes(20_000))));
            sent += 20_000;
        }
        assertThat(call.isReady()).isFalse();
        assertEchoes(sides.client(), someBytes(100));
        for (int i = 0; i < sent; i += 20_000) {
            assertThat(sides.clientCall().read()).isEqualTo(someBytes(20_000));
        }
        sides.server().await(RecordingListener.READY);
        assertThat(call.isReady()).isTrue();
        call.close(StatusCode.OK, "");
        assertThat(sides.clientCall().outcome()).isEqualTo(OK);
    }

    @Test
    default void messagesComeAsTheyAreAskedFor() throws Exception {
        Sides sides = openCall(MethodKind.BIDIRECTIONAL);
        for (int i = 0; i < 10; i++) {
            sides.clientCall().send(someBytes(1000 + i));
        }
        sides.clientCall().halfClose();
        // A call answered behind them on the same connection shows that they have come.
        assertEchoes(sides.client(), someBytes(1));
        assertThat(sides.server().isQuiet()).isTrue();
        for (int i = 0; i < 10; i++) {
            sides.server().call.request(1);
            assertThat(sides.server().next()).isEqualTo(someBytes(1000 + i));
            assertEchoes(sides.client(), someBytes(1));
            if (i < 9) {
                assertThat(sides.server().isQuiet()).isTrue();
            }
        }
        assertThat(sides.server().next()).isEqualTo(RecordingListener.HALF_CLOSE);
    }

    @Test
    default void aCallWhoseMessagesAreNotTakenDoesNotStopTheOthers() throws Exception {
        Sides sides = openCall(MethodKind.BIDIRECTIONAL);
        int messages = 200;
        for (int i = 0; i < messages; i++) {
            sides.clientCall().send(someBytes(100_000));
        }
        assertEchoes(sides.client(), someBytes(1_000_000));
        sides.server().call.request(messages);
        for (int i = 0; i < messages; i++) {
            assertThat(sides.server().next()).isEqualTo(someBytes(100_000));
        }
    }
}
