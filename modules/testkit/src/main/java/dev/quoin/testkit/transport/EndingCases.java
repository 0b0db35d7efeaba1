package dev.quoin.testkit.transport;

import static dev.quoin.testkit.transport.Cases.ask;
import static dev.quoin.testkit.transport.Cases.assertEchoes;
import static dev.quoin.testkit.transport.Cases.await;
import static dev.quoin.testkit.transport.Cases.someBytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.testkit.transport.TransportClient.ClientCall;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls that end from outside. */
public interface EndingCases extends StreamCases {
    @Test
    default void theHandlerLearnsOfACancelledCallAndCanSendNoMore() throws Exception {
        Sides sides = openCall(MethodKind.BIDIRECTIONAL);
        assertThat(sides.server().call.isCancelled()).isFalse();
        sides.clientCall().cancel();
        assertThat(sides.server().next()).isEqualTo(RecordingListener.CANCEL);
        assertThat(sides.server().call.isCancelled()).isTrue();
        sides.server().call.send(ByteBuffer.wrap(someBytes(100)));
        sides.server().call.close(StatusCode.OK, "");
        assertEchoes(sides.client(), someBytes(10));
        assertThat(sides.server().isQuiet()).isTrue();
    }

    @Test
    default void theHandlerLearnsOfALostConnection() throws Exception {
        Sides sides = openCall(MethodKind.BIDIRECTIONAL);
        sides.client().close();
        assertThat(sides.server().next()).isEqualTo(RecordingListener.CANCEL);
    }

    @Test
    default void aStreamEndsAtItsDeadline() throws Exception {
        CompletableFuture<RecordingListener> opened = new CompletableFuture<>();
        TestApi api = new TestApi().streaming(METHOD, MethodKind.BIDIRECTIONAL, call -> {
            RecordingListener listener = new RecordingListener(call);
            opened.complete(listener);
            return listener;
        });
        TransportClient client =
                harness().client(harness().start(api, TransportHarness.LIMITS).address());
        ClientCall call = client.call(METHOD, MethodKind.BIDIRECTIONAL, Map.of(), Duration.ofMillis(300));
        assertThat(await(opened).next()).isEqualTo(RecordingListener.CANCEL);
        assertThat(call.outcome().code()).isEqualTo(StatusCode.DEADLINE_EXCEEDED);
    }

    @Test
    default void aUnaryCallEndsAtItsDeadlineAndALateAnswerIsDropped() throws Exception {
        CompletableFuture<Call> seen = new CompletableFuture<>();
        TestApi api = new TestApi().unary(METHOD, (call, request) -> seen.complete(call));
        TransportClient client =
                harness().client(harness().start(api, TransportHarness.LIMITS).address());
        ClientCall call = ask(client, METHOD, new byte[0], Map.of(), Duration.ofMillis(300));
        assertThat(call.outcome().code()).isEqualTo(StatusCode.DEADLINE_EXCEEDED);
        Call late = await(seen);
        // The client's own clock ended the call; the server hears of it, or sees it on its own, a little later.
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!late.isCancelled() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertThat(late.isCancelled()).isTrue();
        late.complete(late.allocate(100_000));
        assertEchoes(client, someBytes(10));
    }

    @Test
    default void nothingFollowsTheHandlersOwnEnd() throws Exception {
        Sides sides = openCall(MethodKind.BIDIRECTIONAL);
        sides.server().call.close(StatusCode.ABORTED, "first");
        sides.server().call.close(StatusCode.OK, "second");
        sides.server().call.send(ByteBuffer.wrap(someBytes(5)));
        assertThat(sides.clientCall().read()).isNull();
        assertThat(sides.clientCall().outcome()).isEqualTo(new Outcome(StatusCode.ABORTED, "first"));
        sides.client().close();
        TransportClient other = harness().client(sides.address());
        assertEchoes(other, someBytes(1));
        assertThat(sides.server().isQuiet()).isTrue();
    }
}
