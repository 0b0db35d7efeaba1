package dev.quoin.benchmarks.load;

import dev.quoin.benchmarks.http2.GrpcCall;
import dev.quoin.benchmarks.http2.GrpcConnection;
import dev.quoin.benchmarks.http2.GrpcStatus;
import java.util.List;
import java.util.SplittableRandom;

/** One client: asks, waits for the answer, asks again, until its phase is over. Lives on its connection's event loop. */
final class LoadClient extends GrpcCall {
    private final GrpcConnection connection;
    private final Phase phase;
    private final Tally tally;
    private final SplittableRandom random;
    private final List<byte[]> frames;
    private Operation current;
    private long startedNanos;

    LoadClient(GrpcConnection connection, Phase phase, Tally tally, long seed) {
        this.connection = connection;
        this.phase = phase;
        this.tally = tally;
        random = new SplittableRandom(seed);
        frames = phase.operations().stream().map(o -> o.template().newFrame()).toList();
        current = phase.operations().getFirst();
    }

    /** Asks for the next thing, if the phase goes on. */
    void next(long now) {
        long number = connection.isOpen() ? phase.budget().take(now) : -1;
        if (number < 0) {
            phase.clientEnded();
            return;
        }
        int choice = phase.choose(random);
        current = phase.operations().get(choice);
        byte[] frame = frames.get(choice);
        current.template().fill(frame, phase.order().next(number, current.span(), random), phase.values(), random);
        ask(current.method(), frame);
        startedNanos = now;
        connection.start(this);
    }

    @Override
    protected void answered(GrpcStatus status) {
        long now = System.nanoTime();
        if (status.isUnimplemented()) {
            tally.unsupported(current.method());
            phase.clientEnded();
            return;
        }
        if (!status.isOk()) {
            tally.failure(status, now);
        } else if (received() < current.leastAnswer()) {
            tally.shortAnswer(received(), current.leastAnswer(), now);
        } else {
            tally.success(now - startedNanos, now);
        }
        next(now);
    }
}
