package dev.quoin.testkit.transport;

import static dev.quoin.testkit.transport.Cases.await;
import static dev.quoin.testkit.transport.Cases.someBytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.testkit.transport.TransportClient.ClientCall;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls with many messages. */
public interface StreamCases extends Cases {
    /** Starts a server whose {@link #METHOD} records, and a call of it; returns both sides. */
    default Sides openCall(MethodKind kind) throws Exception {
        CompletableFuture<RecordingListener> opened = new CompletableFuture<>();
        TestApi api = new TestApi().streaming(METHOD, kind, call -> {
            RecordingListener listener = new RecordingListener(call);
            opened.complete(listener);
            return listener;
        });
        InetSocketAddress address =
                harness().start(api, TransportHarness.LIMITS).address();
        TransportClient client = harness().client(address);
        ClientCall call = client.call(METHOD, kind, Map.of(), null);
        if (kind == MethodKind.SERVER_STREAM) {
            call.send(new byte[] {1});
            call.halfClose();
        }
        return new Sides(address, client, call, await(opened));
    }

    /**
     * The two sides of a call.
     *
     * @param address of the server
     * @param clientCall as the client sees it
     * @param server as the handler sees it
     */
    record Sides(InetSocketAddress address, TransportClient client, ClientCall clientCall, RecordingListener server) {}

    @Test
    default void messagesGoBothWaysInOrder() throws Exception {
        Sides sides = openCall(MethodKind.BIDIRECTIONAL);
        sides.server().call.request(100);
        for (int i = 0; i < 100; i++) {
            sides.clientCall().send(someBytes(i * 13));
            assertThat(sides.server().next()).isEqualTo(someBytes(i * 13));
            sides.server().call.send(ByteBuffer.wrap(someBytes(i * 17)));
            assertThat(sides.clientCall().read()).isEqualTo(someBytes(i * 17));
        }
        sides.clientCall().halfClose();
        assertThat(sides.server().next()).isEqualTo(RecordingListener.HALF_CLOSE);
        sides.server().call.close(StatusCode.OK, "");
        assertThat(sides.clientCall().outcome()).isEqualTo(OK);
    }

    @Test
    default void aServerStreamDeliversAllBeforeItsEnd() throws Exception {
        Sides sides = openCall(MethodKind.SERVER_STREAM);
        sides.server().call.request(1);
        assertThat(sides.server().next()).isEqualTo(new byte[] {1});
        assertThat(sides.server().next()).isEqualTo(RecordingListener.HALF_CLOSE);
        for (int i = 0; i < 20; i++) {
            sides.server().call.send(List.of(ByteBuffer.wrap(someBytes(50_000)), ByteBuffer.wrap(new byte[] {(byte) i
            })));
        }
        sides.server().call.close(StatusCode.DATA_LOSS, "and then this");
        for (int i = 0; i < 20; i++) {
            byte[] message = sides.clientCall().read();
            assertThat(message).hasSize(50_001).endsWith((byte) i);
        }
        assertThat(sides.clientCall().read()).isNull();
        assertThat(sides.clientCall().outcome()).isEqualTo(new Outcome(StatusCode.DATA_LOSS, "and then this"));
    }

    @Test
    default void aClientStreamGetsOneAnswer() throws Exception {
        Sides sides = openCall(MethodKind.CLIENT_STREAM);
        sides.server().call.request(3);
        for (int i = 0; i < 3; i++) {
            sides.clientCall().send(someBytes(i));
        }
        sides.clientCall().halfClose();
        for (int i = 0; i < 3; i++) {
            assertThat(sides.server().next()).isEqualTo(someBytes(i));
        }
        assertThat(sides.server().next()).isEqualTo(RecordingListener.HALF_CLOSE);
        sides.server().call.complete(ByteBuffer.wrap(someBytes(9)));
        assertThat(sides.clientCall().read()).isEqualTo(someBytes(9));
        assertThat(sides.clientCall().outcome()).isEqualTo(OK);
    }

    @Test
    default void aStreamWithoutMessagesMayEndInAnyWay() throws Exception {
        Sides sides = openCall(MethodKind.BIDIRECTIONAL);
        sides.clientCall().halfClose();
        assertThat(sides.server().next()).isEqualTo(RecordingListener.HALF_CLOSE);
        sides.server().call.close(StatusCode.OK, "");
        assertThat(sides.clientCall().read()).isNull();
        assertThat(sides.clientCall().outcome()).isEqualTo(OK);
    }

    @Test
    default void theServerMayEndACallWhileTheClientStillSends() throws Exception {
        Sides sides = openCall(MethodKind.BIDIRECTIONAL);
        sides.clientCall().send(someBytes(100));
        sides.server().call.close(StatusCode.PERMISSION_DENIED, "no more");
        assertThat(sides.clientCall().outcome()).isEqualTo(new Outcome(StatusCode.PERMISSION_DENIED, "no more"));
        Cases.assertEchoes(sides.client(), someBytes(3));
    }

    @Test
    default void tasksRunOnTheLoopThatCalls() throws Exception {
        Sides sides = openCall(MethodKind.BIDIRECTIONAL);
        CompletableFuture<Thread> first = new CompletableFuture<>();
        CompletableFuture<Thread> second = new CompletableFuture<>();
        sides.server().call.loop().execute(() -> first.complete(Thread.currentThread()));
        sides.server().call.loop().execute(() -> second.complete(Thread.currentThread()));
        assertThat(await(first)).isSameAs(await(second)).isNotSameAs(Thread.currentThread());
    }
}
