package dev.quoin.ctl.client;

import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.LeaseKeepAliveRequest;
import dev.quoin.protocol.rpc.LeaseKeepAliveResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps a lease alive: asks again when a third of its time is over, and at another member where one fails. */
public final class KeepAlive {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Client client;
    private final LeaseKeepAliveRequest request;
    private long end;
    private volatile boolean stopped;

    public KeepAlive(Client client, long lease) {
        this.client = client;
        this.request = LeaseKeepAliveRequest.newBuilder().setID(lease).build();
        // As long as it may take to get the first answer.
        this.end =
                System.nanoTime() + client.config().dialTimeout().plusSeconds(1).toNanos();
    }

    /** Renews a lease once. */
    public static LeaseKeepAliveResponse once(Client client, long lease, Limit limit) throws RpcException {
        LeaseKeepAliveRequest request =
                LeaseKeepAliveRequest.newBuilder().setID(lease).build();
        try (Duplex<LeaseKeepAliveResponse> stream =
                client.duplex(EtcdMethods.LEASE_KEEP_ALIVE, LeaseKeepAliveResponse.class)) {
            stream.send(request);
            LeaseKeepAliveResponse answer = stream.next(Duration.ofNanos(Math.max(1, limit.nanosLeft())));
            if (answer == null) {
                throw RpcException.of(Status.DEADLINE_EXCEEDED);
            }
            if (answer.getTTL() <= 0) {
                throw RpcException.of(Status.NOT_FOUND.withDescription(EtcdError.LEASE_NOT_FOUND.text()));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RpcException.of(Status.CANCELLED);
        }
    }

    /** Keeps the lease alive until it is gone, or until nobody answered for as long as it lives, or until stopped. */
    public void run(Consumer<LeaseKeepAliveResponse> onAnswer) throws RpcException {
        try {
            while (!isOver()) {
                if (renewUntilFailure(onAnswer)) {
                    return;
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #run} soon. */
    public void stop() {
        stopped = true;
    }

    private boolean isOver() {
        return stopped || System.nanoTime() - end >= 0;
    }

    /** Answers whether the lease is gone, rather than the stream. */
    private boolean renewUntilFailure(Consumer<LeaseKeepAliveResponse> onAnswer) throws InterruptedException {
        try (Duplex<LeaseKeepAliveResponse> stream =
                client.duplex(EtcdMethods.LEASE_KEEP_ALIVE, LeaseKeepAliveResponse.class)) {
            stream.send(request);
            while (!isOver()) {
                LeaseKeepAliveResponse answer = stream.next(PAUSE);
                if (answer == null) {
                    continue;
                }
                if (answer.getTTL() <= 0) {
                    return true;
                }
                long life = TimeUnit.SECONDS.toNanos(answer.getTTL());
                end = System.nanoTime() + life;
                onAnswer.accept(answer);
                waitOut(life / 3);
                stream.send(request);
            }
        } catch (RpcException e) {
            return false;
        }
        return true;
    }

    private void waitOut(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        while (!stopped && System.nanoTime() - until < 0) {
            TimeUnit.NANOSECONDS.sleep(Math.min(PAUSE.toNanos(), Math.max(1, until - System.nanoTime())));
        }
    }
}
