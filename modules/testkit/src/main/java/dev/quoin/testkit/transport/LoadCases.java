package dev.quoin.testkit.transport;

import static dev.quoin.testkit.transport.Cases.ask;
import static dev.quoin.testkit.transport.Cases.someBytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.transport.Call;
import dev.quoin.testkit.transport.TransportClient.ClientCall;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many calls at a time. */
public interface LoadCases extends Cases {
    @Test
    default void manyThreadsOnManyConnectionsGetTheirOwnAnswers() throws Exception {
        InetSocketAddress address =
                harness().start(new TestApi(), TransportHarness.LIMITS).address();
        List<TransportClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(harness().client(address));
        }
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            TransportClient client = clients.get(thread % clients.size());
            int size = thread * 1000;
            work.add(() -> {
                for (int i = 0; i < 50; i++) {
                    Cases.assertEchoes(client, someBytes(size + i));
                }
                return null;
            });
        }
        runAll(work);
    }

    private static void runAll(List<Callable<Void>> work) throws Exception {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    default void answersGivenInABatchByAnotherThreadAllArrive() throws Exception {
        LinkedBlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
        TestApi api = new TestApi().unary(METHOD, (call, request) -> waiting.add(call));
        TransportClient client =
                harness().client(harness().start(api, TransportHarness.LIMITS).address());
        int calls = 500;
        List<ClientCall> asked = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            asked.add(ask(client, METHOD, someBytes(i)));
        }
        List<Call> batch = new ArrayList<>();
        while (batch.size() < calls) {
            Call call = waiting.poll(30, TimeUnit.SECONDS);
            assertThat(call).as("all calls reach the handler").isNotNull();
            batch.add(call);
        }
        for (Call call : batch) {
            call.complete(ByteBuffer.wrap(someBytes(256)));
        }
        for (ClientCall call : asked) {
            assertThat(Arrays.equals(call.read(), someBytes(256))).isTrue();
            assertThat(call.outcome()).isEqualTo(OK);
        }
    }
}
