package dev.quoin.testkit.transport;

import static dev.quoin.testkit.transport.Cases.ask;
import static dev.quoin.testkit.transport.Cases.assertEchoes;
import static dev.quoin.testkit.transport.Cases.await;
import static dev.quoin.testkit.transport.Cases.someBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.ClientTransport;
import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.TransportException;
import dev.quoin.testkit.transport.TransportClient.ClientCall;
import dev.quoin.testkit.transport.TransportHarness.Running;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Listening, strangers, and the end. */
public interface LifecycleCases extends Cases {
    @Test
    default void severalUrlsAreServedAndTheirAddressesTold() throws Exception {
        URI url = URI.create("http://127.0.0.1:0");
        List<InetSocketAddress> bound =
                harness().open(new TestApi(), TransportHarness.LIMITS, url, url).start();
        assertThat(bound).hasSize(2).doesNotHaveDuplicates();
        for (InetSocketAddress address : bound) {
            assertEchoes(harness().client(address), someBytes(10));
        }
    }

    @Test
    default void anAddressInUseIsNamedAndNothingStaysBound() throws Exception {
        int taken = harness()
                .start(new TestApi(), TransportHarness.LIMITS)
                .address()
                .getPort();
        int free;
        try (java.net.ServerSocket probe = new java.net.ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        URI freeUrl = URI.create("http://127.0.0.1:" + free);
        ClientTransport second = harness()
                .open(new TestApi(), TransportHarness.LIMITS, freeUrl, URI.create("http://127.0.0.1:" + taken));
        assertThatThrownBy(second::start)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("http://127.0.0.1:" + taken)
                .hasMessageContaining("address already in use")
                .hasMessageNotContaining("\n");
        harness().open(new TestApi(), TransportHarness.LIMITS, freeUrl).start();
    }

    @Test
    default void aPortIsFreeAgainAfterTheEnd() throws Exception {
        Running first = harness().start(new TestApi(), TransportHarness.LIMITS);
        assertEchoes(harness().client(first.address()), someBytes(10));
        first.transport().close();
        URI url = URI.create("http://127.0.0.1:" + first.address().getPort());
        assertThat(harness().open(new TestApi(), TransportHarness.LIMITS, url).start())
                .containsExactly(first.address());
        assertEchoes(harness().client(first.address()), someBytes(10));
    }

    @Test
    default void rubbishOnASocketHarmsNobodyElse() throws Exception {
        Running running = harness().start(new TestApi(), TransportHarness.LIMITS);
        TransportClient client = harness().client(running.address());
        assertEchoes(client, someBytes(10));
        for (int size : List.of(1, 100, 100_000)) {
            try (Socket socket =
                    new Socket(running.address().getAddress(), running.address().getPort())) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write(someBytes(size));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (java.net.SocketException reset) {
                // To cut off somebody who sends rubbish is an answer.
            }
        }
        assertEchoes(client, someBytes(10));
    }

    @Test
    default void stopLetsCallsUnderWayEnd() throws Exception {
        CompletableFuture<Call> seen = new CompletableFuture<>();
        TestApi api = new TestApi().unary(METHOD, (call, request) -> seen.complete(call));
        Running running = harness().start(api, TransportHarness.LIMITS);
        ClientCall call = ask(harness().client(running.address()), METHOD, new byte[0]);
        Call waiting = await(seen);
        Thread stopping = Thread.ofPlatform().start(() -> running.transport().stop(Duration.ofMinutes(1)));
        awaitRefusal(running.address());
        waiting.complete(ByteBuffer.wrap(someBytes(5)));
        assertThat(call.read()).isEqualTo(someBytes(5));
        assertThat(call.outcome()).isEqualTo(OK);
        stopping.join(Duration.ofSeconds(30));
        assertThat(stopping.isAlive())
                .as("stop returns when the last call has ended")
                .isFalse();
    }

    /** Waits until nobody listens. */
    private static void awaitRefusal(InetSocketAddress address) throws InterruptedException {
        while (true) {
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                Thread.onSpinWait();
            } catch (java.io.IOException refused) {
                return;
            }
        }
    }

    @Test
    default void stopCancelsWhatDoesNotEndInTime() throws Exception {
        CompletableFuture<RecordingListener> opened = new CompletableFuture<>();
        TestApi api = new TestApi().streaming(METHOD, MethodKind.BIDIRECTIONAL, call -> {
            RecordingListener listener = new RecordingListener(call);
            opened.complete(listener);
            return listener;
        });
        Running running = harness().start(api, TransportHarness.LIMITS);
        ClientCall call = harness().client(running.address()).call(METHOD, MethodKind.BIDIRECTIONAL, Map.of(), null);
        RecordingListener listener = await(opened);
        running.transport().stop(Duration.ofMillis(100));
        assertThat(listener.next()).isEqualTo(RecordingListener.CANCEL);
        assertThat(call.outcome().code()).isNotEqualTo(dev.quoin.api.transport.StatusCode.OK);
    }
}
