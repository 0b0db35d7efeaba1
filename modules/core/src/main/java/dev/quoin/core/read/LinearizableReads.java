package dev.quoin.core.read;

import dev.quoin.api.consensus.ConsensusException;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.transport.Call;
import dev.quoin.protocol.error.EtcdError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets reads begin once they are linearizable. Where the consensus engine says that they are already, they begin at once on their event loop; else all
 * that wait share a round, and begin together when it is done. A round that fails because leadership moves is repeated until the reads' time is up:
 * reading twice does no harm. Safe for use by any thread.
 */
public final class LinearizableReads implements AutoCloseable {
    private static final int INBOX = 1024;
    private static final int MAX_WAITING = 1 << 16;
    private static final long RETRY = 50_000_000L;

    private final ConsensusNode consensus;
    private final Host host;
    private final Agent agent;
    private final long timeoutNanos;
    private List<Waiting> waiting = new ArrayList<>();
    private boolean roundUnderWay;

    /** With how long a read may wait. */
    public LinearizableReads(ConsensusNode consensus, Host host, long timeoutNanos) {
        this.consensus = consensus;
        this.host = host;
        this.timeoutNanos = timeoutNanos;
        this.agent = host.startAgent("read-barrier", INBOX, () -> {});
    }

    /**
     * Runs a read once it is linearizable.
     *
     * @param call runs the read on its event loop, on which the caller is too
     * @param read is run
     * @param refused gets the error when it can not be
     */
    public void begin(Call call, Runnable read, Consumer<EtcdError> refused) {
        if (consensus.isReadSafeNow()) {
            read.run();
            return;
        }
        long deadline = host.clock().nanoTime() + timeoutNanos;
        if (!add(new Waiting(call, read, refused, deadline))) {
            refused.accept(EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
    }

    private boolean add(Waiting one) {
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                return false;
            }
            waiting.add(one);
            if (roundUnderWay) {
                return true;
            }
            roundUnderWay = true;
        }
        round();
        return true;
    }

    private void round() {
        List<Waiting> served;
        synchronized (this) {
            served = waiting;
            waiting = new ArrayList<>();
            if (served.isEmpty()) {
                roundUnderWay = false;
                return;
            }
        }
        consensus.readBarrier(new ConsensusNode.Completion<>() {
            @Override
            public void done(Long index) {
                served.forEach(one -> one.call.loop().execute(one.read));
                next();
            }

            @Override
            public void failed(ConsensusException cause) {
                retry(served, cause);
            }
        });
    }

    private void next() {
        if (!agent.offer(this::round)) {
            round();
        }
    }

    private void retry(List<Waiting> unserved, ConsensusException cause) {
        long now = host.clock().nanoTime();
        boolean stopped = cause.reason() == ConsensusException.Reason.STOPPED;
        List<Waiting> patient = new ArrayList<>();
        for (Waiting one : unserved) {
            if (stopped || now - one.deadline > 0) {
                EtcdError error = stopped ? EtcdError.STOPPED : EtcdError.TIMEOUT;
                one.call.loop().execute(() -> one.refused.accept(error));
            } else {
                patient.add(one);
            }
        }
        synchronized (this) {
            patient.addAll(waiting);
            waiting = patient;
        }
        agent.schedule(RETRY, this::round);
    }

    @Override
    public void close() {
        agent.close();
    }

    private record Waiting(Call call, Runnable read, Consumer<EtcdError> refused, long deadline) {}
}
