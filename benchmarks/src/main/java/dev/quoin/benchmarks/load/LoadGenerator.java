package dev.quoin.benchmarks.load;

import dev.quoin.benchmarks.http2.GrpcConnection;
import dev.quoin.benchmarks.http2.GrpcConnector;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Connections to one server, and the phases of load that are run over them one after the other. Used by one thread. */
public final class LoadGenerator implements AutoCloseable {
    /** How long the last answers of a phase may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int FILL_TXN_OPS = 64;
    private static final int FILL_TXN_BYTES = 1 << 19;

    private final List<GrpcConnection> connections = new ArrayList<>();
    private final LoadShape shape;
    private final ValuePool values;
    private long phases;

    /** Opens the connections, in turn to each of the addresses. */
    public LoadGenerator(GrpcConnector connector, List<InetSocketAddress> addresses, LoadShape shape)
            throws IOException {
        this.shape = shape;
        values = new ValuePool(shape.valueBytes(), shape.seed());
        List<CompletableFuture<GrpcConnection>> connecting = new ArrayList<>();
        for (int i = 0; i < shape.connections(); i++) {
            connecting.add(connector.connect(addresses.get(i % addresses.size())));
        }
        for (int i = 0; i < shape.connections(); i++) {
            connected(connecting.get(i), addresses.get(i % addresses.size()));
        }
    }

    private void connected(CompletableFuture<GrpcConnection> connection, InetSocketAddress address) throws IOException {
        try {
            connections.add(connection.join());
        } catch (CompletionException e) {
            close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "cannot connect to " + address.getHostString() + ":" + address.getPort() + ": "
                            + cause.getMessage(),
                    e);
        }
    }

    /** Puts every key once, several with each transaction, with all clients at once. */
    public PhaseResult fill(Duration atMost) throws IOException {
        int fitting = FILL_TXN_BYTES / (shape.valueBytes() + KeySpace.KEY_BYTES);
        int batch = (int) Math.min(shape.keys(), Math.clamp(fitting, 1, FILL_TXN_OPS));
        long requests = (shape.keys() + batch - 1) / batch;
        Operation fill = new Requests(shape).fill(batch);
        Budget budget = new Budget(atMost, requests);
        return run(List.of(fill), KeyOrder.sequential(shape.keys()), shape.clients(), atMost, budget);
    }

    /** Runs a workload until the time is over or the requests are made. */
    public PhaseResult run(Workload workload, Duration time, long requests) throws IOException {
        return run(workload, time, new Budget(time, requests));
    }

    /** Runs a workload until something else has ended, or the time is over. */
    public PhaseResult runUntil(CompletionStage<?> end, Workload workload, Duration atMost) throws IOException {
        Budget budget = new Budget(atMost, Long.MAX_VALUE);
        end.whenComplete((result, error) -> budget.end());
        return run(workload, atMost, budget);
    }

    private PhaseResult run(Workload workload, Duration time, Budget budget) throws IOException {
        int clients = workload.clients(shape.clients());
        return run(workload.operations(shape), KeyOrder.random(shape.keys()), clients, time, budget);
    }

    private PhaseResult run(List<Operation> operations, KeyOrder order, int clients, Duration time, Budget budget)
            throws IOException {
        phases++;
        long start = System.nanoTime();
        Phase phase = new Phase(operations, order, values, budget, clients);
        Map<EventExecutor, Tally> tallies = new ConcurrentHashMap<>();
        for (int i = 0; i < connections.size(); i++) {
            begin(connections.get(i), phase, clientsOf(i, clients), i, tallies);
        }
        await(phase, time);
        return PhaseResult.of(tallies.values(), start);
    }

    private int clientsOf(int connection, int clients) {
        int each = clients / connections.size();
        return connection < clients % connections.size() ? each + 1 : each;
    }

    private void begin(
            GrpcConnection connection, Phase phase, int clients, int number, Map<EventExecutor, Tally> tallies) {
        Tally tally = tallies.computeIfAbsent(connection.executor(), loop -> new Tally());
        long seed = shape.seed() + 1_000_003L * phases + 31L * number;
        connection.executor().execute(() -> {
            long now = System.nanoTime();
            for (int i = 0; i < clients; i++) {
                new LoadClient(connection, phase, tally, seed + ((long) i << 32)).next(now);
            }
            connection.flush();
        });
    }

    private static void await(Phase phase, Duration time) throws IOException {
        try {
            Duration most = time.plus(PATIENCE);
            if (!phase.running().await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(phase.running().getCount() + " requests had no answer after "
                        + PATIENCE.toSeconds() + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        connections.forEach(GrpcConnection::close);
    }
}
