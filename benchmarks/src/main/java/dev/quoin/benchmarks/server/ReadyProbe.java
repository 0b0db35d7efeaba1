package dev.quoin.benchmarks.server;

import com.google.protobuf.ByteString;
import dev.quoin.benchmarks.http2.GrpcConnector;
import dev.quoin.benchmarks.http2.OneCall;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.RangeRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a server for a key until it answers. */
public final class ReadyProbe {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private static final RangeRequest READ =
            RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("ready")).build();

    private final GrpcConnector connector;
    private final InetSocketAddress address;

    /** Of the server at an address. */
    public ReadyProbe(GrpcConnector connector, InetSocketAddress address) {
        this.connector = connector;
        this.address = address;
    }

    /** Returns once the process answers a linearizable read; fails when it ends before, or does not within the time. */
    void await(Process process, Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        while (process.isAlive() && System.nanoTime() - end < 0) {
            if (isReady()) {
                return;
            }
            try {
                if (process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("was not waited for", e);
            }
        }
        throw new IOException(
                process.isAlive()
                        ? "did not answer within " + atMost.toSeconds() + " s"
                        : "ended with exit code " + process.exitValue());
    }

    private boolean isReady() throws IOException {
        try {
            return OneCall.make(connector, address, EtcdMethods.KV_RANGE, READ)
                    .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .isOk();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("was not waited for", e);
        }
    }
}
