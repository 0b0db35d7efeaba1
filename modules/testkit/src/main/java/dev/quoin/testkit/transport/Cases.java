package dev.quoin.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.MethodKind;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.testkit.transport.TransportClient.ClientCall;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The common part of all groups of tests. */
public interface Cases {
    /** A method of the test's own. */
    String METHOD = "/quoin.test.Kit/Method";

    /** Success without words. */
    Outcome OK = new Outcome(StatusCode.OK, "");

    /** Returns the engine under test. */
    TransportHarness harness();

    /** Bytes that are like no others, and the same each time. */
    static byte[] someBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Starts a call that sends one message and no more. */
    static ClientCall ask(TransportClient client, String method, byte[] request) {
        return ask(client, method, request, Map.of(), null);
    }

    /** The same with headers and a deadline. */
    static ClientCall ask(
            TransportClient client,
            String method,
            byte[] request,
            Map<String, String> headers,
            @Nullable Duration deadline) {
        ClientCall call = client.call(method, MethodKind.UNARY, headers, deadline);
        call.send(request);
        call.halfClose();
        return call;
    }

    /** Calls {@link TestApi#ECHO} and checks the answer. */
    static void assertEchoes(TransportClient client, byte[] request) throws InterruptedException {
        ClientCall call = ask(client, TestApi.ECHO, request);
        byte[] answer = call.read();
        assertThat(answer == null ? call.outcome() : OK).isEqualTo(OK);
        assertThat(Arrays.equals(answer, request))
                .as("the answer is the request")
                .isTrue();
        assertThat(call.outcome()).isEqualTo(OK);
    }

    /** Waits for what a handler hands to its test. */
    static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }
}
