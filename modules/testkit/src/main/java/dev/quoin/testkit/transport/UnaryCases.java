package dev.quoin.testkit.transport;

import static dev.quoin.testkit.transport.Cases.ask;
import static dev.quoin.testkit.transport.Cases.assertEchoes;
import static dev.quoin.testkit.transport.Cases.await;
import static dev.quoin.testkit.transport.Cases.someBytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.testkit.transport.TransportClient.ClientCall;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One request, one response. */
public interface UnaryCases extends Cases {
    /** Sizes around which transports change their ways. */
    List<Integer> SIZES = List.of(0, 1, 5, 4095, 4096, 4097, 16379, 16384, 65535, 65536, 300_000, 2 * 1024 * 1024);

    @Test
    default void requestAndResponseOfEverySizeArrive() throws Exception {
        TransportClient client = harness()
                .client(harness().start(new TestApi(), TransportHarness.LIMITS).address());
        for (int size : SIZES) {
            assertEchoes(client, someBytes(size));
        }
    }

    @Test
    default void aResponseMayComeFromAnyThreadAndFromAnyMemory() throws Exception {
        TestApi api = new TestApi().unary(METHOD, (call, request) -> {
            byte[] bytes = TestApi.bytes(request);
            Thread.ofPlatform().start(() -> call.complete(ByteBuffer.wrap(bytes)));
        });
        TransportClient client =
                harness().client(harness().start(api, TransportHarness.LIMITS).address());
        for (int size : SIZES) {
            assertThat(ask(client, METHOD, someBytes(size)).read()).isEqualTo(someBytes(size));
        }
    }

    @Test
    default void aResponseOfPartsArrivesAsOneMessage() throws Exception {
        TestApi api = new TestApi().unary(METHOD, (call, request) -> {
            call.send(parts(call, someBytes(200_000)));
            call.close(StatusCode.OK, "");
        });
        TransportClient client =
                harness().client(harness().start(api, TransportHarness.LIMITS).address());
        ClientCall call = ask(client, METHOD, new byte[0]);
        assertThat(call.read()).isEqualTo(someBytes(200_000));
        assertThat(call.outcome()).isEqualTo(OK);
    }

    /** Cut into parts of growing size, of lent memory and of the test's own in turn. */
    private static List<ByteBuffer> parts(Call call, byte[] message) {
        List<ByteBuffer> parts = new ArrayList<>();
        int size = 0;
        for (int at = 0; at < message.length; at += size) {
            size = Math.min(parts.size() * 97, message.length - at);
            ByteBuffer own = ByteBuffer.wrap(message, at, size);
            parts.add(parts.size() % 2 == 0 ? own : TestApi.copy(call.allocate(size), own));
        }
        return parts;
    }

    @Test
    default void allocatedMemoryHasTheSizeAskedFor() throws Exception {
        CompletableFuture<List<Integer>> sizes = new CompletableFuture<>();
        TestApi api = new TestApi().unary(METHOD, (call, request) -> {
            sizes.complete(
                    SIZES.stream().map(size -> call.allocate(size).remaining()).toList());
            call.fail(StatusCode.ABORTED, "enough");
        });
        TransportClient client =
                harness().client(harness().start(api, TransportHarness.LIMITS).address());
        assertThat(ask(client, METHOD, new byte[0]).outcome()).isEqualTo(new Outcome(StatusCode.ABORTED, "enough"));
        assertThat(await(sizes)).isEqualTo(SIZES);
    }

    @Test
    default void everyErrorArrivesWithItsCodeAndText() throws Exception {
        List<String> texts =
                List.of("", "etcdserver: mvcc: required revision has been compacted", "100% of\nkey \u00fc \u20ac");
        TestApi api = new TestApi().unary(METHOD, (call, request) -> {
            StatusCode code = StatusCode.values()[request.get()];
            call.fail(code, texts.get(request.get()));
        });
        TransportClient client =
                harness().client(harness().start(api, TransportHarness.LIMITS).address());
        for (StatusCode code : StatusCode.values()) {
            for (int i = 0; i < texts.size() && code != StatusCode.OK; i++) {
                ClientCall call = ask(client, METHOD, new byte[] {(byte) code.ordinal(), (byte) i});
                assertThat(call.read()).isNull();
                assertThat(call.outcome()).isEqualTo(new Outcome(code, texts.get(i)));
            }
        }
    }

    @Test
    default void aHandlerThatThrowsFailsItsCallAlone() throws Exception {
        TestApi api = new TestApi().unary(METHOD, (call, request) -> {
            throw new IllegalStateException("as the test wants");
        });
        TransportClient client =
                harness().client(harness().start(api, TransportHarness.LIMITS).address());
        assertThat(ask(client, METHOD, new byte[0]).outcome().code()).isEqualTo(StatusCode.INTERNAL);
        assertEchoes(client, someBytes(10));
    }

    @Test
    default void aRequestAboveTheLimitIsRefusedAndTheConnectionGoesOn() throws Exception {
        TransportClient client = harness()
                .client(harness().start(new TestApi(), TransportHarness.LIMITS).address());
        int max = TransportHarness.LIMITS.maxMessageBytes();
        Outcome outcome = ask(client, TestApi.ECHO, someBytes(max + 1)).outcome();
        assertThat(outcome.code()).isEqualTo(StatusCode.RESOURCE_EXHAUSTED);
        assertThat(outcome.message()).contains("larger than max (" + (max + 1) + " vs. " + max + ")");
        assertEchoes(client, someBytes(max));
    }

    @Test
    default void anUnknownMethodIsNamed() throws Exception {
        TransportClient client = harness()
                .client(harness().start(new TestApi(), TransportHarness.LIMITS).address());
        assertThat(ask(client, "/quoin.test.Kit/Nothing", new byte[0]).outcome())
                .isEqualTo(new Outcome(StatusCode.UNIMPLEMENTED, "unknown method Nothing for service quoin.test.Kit"));
        assertThat(ask(client, "/quoin.test.None/Echo", new byte[0]).outcome())
                .isEqualTo(new Outcome(StatusCode.UNIMPLEMENTED, "unknown service quoin.test.None"));
    }

    @Test
    default void aCallTellsWhoAsksWhatUntilWhen() throws Exception {
        CompletableFuture<Call> seen = new CompletableFuture<>();
        TestApi api = new TestApi().unary(METHOD, (call, request) -> {
            seen.complete(call);
            call.complete(call.allocate(0));
        });
        TransportClient client =
                harness().client(harness().start(api, TransportHarness.LIMITS).address());
        Map<String, String> headers = Map.of("hasleader", "true", "token", "alice");
        long before = System.nanoTime();
        assertThat(ask(client, METHOD, new byte[0], headers, Duration.ofMinutes(1))
                        .outcome())
                .isEqualTo(OK);
        Call call = await(seen);
        assertThat(call.method()).isEqualTo(METHOD);
        assertThat(call.header("hasleader")).isEqualTo("true");
        assertThat(call.header("nosuchheader")).isNull();
        assertThat(call.identity().name()).isEqualTo("alice");
        assertThat(call.remoteAddress()).matches("127\\.0\\.0\\.1:\\d+");
        assertThat(call.deadlineNanos() - before)
                .isBetween(0L, Duration.ofMinutes(2).toNanos());
    }

    @Test
    default void withoutTokenOrDeadlineThereIsNone() throws Exception {
        CompletableFuture<Call> seen = new CompletableFuture<>();
        TestApi api = new TestApi().unary(METHOD, (call, request) -> {
            seen.complete(call);
            call.complete(call.allocate(0));
        });
        TransportClient client =
                harness().client(harness().start(api, TransportHarness.LIMITS).address());
        assertThat(ask(client, METHOD, new byte[0]).outcome()).isEqualTo(OK);
        assertThat(await(seen).identity().isKnown()).isFalse();
        assertThat(await(seen).deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }
}
