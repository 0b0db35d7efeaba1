package dev.quoin.core.read;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.Priority;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.api.transport.Call;
import dev.quoin.core.answer.Answers;
import dev.quoin.protocol.error.EtcdError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Lets reads begin once they are linearizable. Where the consensus engine says that they are already, they begin at once on their event loop; else all
 * that wait share a round, and begin together when it is done. A round that fails because leadership moves is repeated until the reads' time is up:
 * reading twice does no harm. Safe for use by any thread.
 */
public final class LinearizableReads implements AutoCloseable {
    private static final int INBOX = 1024;
    private static final int MAX_WAITING = 1 << 16;
    /** Probes of the member itself still find room where clients do not. */
    private static final int MAX_WAITING_URGENT = MAX_WAITING + 1024;

    private static final long RETRY = 50_000_000L;
    private static final long EXPIRY = 500_000_000L;

    private final ConsensusNode consensus;
    private final Host host;
    private final Agent agent;
    private final long timeoutNanos;
    private List<Waiting> waiting = new ArrayList<>();
    /** Those of the round that is under way. */
    private List<Waiting> asking = List.of();

    private boolean roundUnderWay;
    private boolean expiring;

    /** With how long a read may wait. */
    public LinearizableReads(ConsensusNode consensus, Host host, long timeoutNanos) {
        this.consensus = consensus;
        this.host = host;
        this.timeoutNanos = timeoutNanos;
        this.agent = host.startAgent("read-barrier", INBOX, () -> {});
    }

    /**
     * Runs a read for a call once it is linearizable. What the read throws, and a refusal, becomes the call's error.
     *
     * @param call runs the read on its event loop, on which the caller is too
     */
    public void begin(Call call, Runnable read) {
        begin(call.loop(), Priority.NORMAL, guarded(call, read), error -> Answers.fail(call, error));
    }

    private static Runnable guarded(Call call, Runnable read) {
        return () -> {
            try {
                read.run();
            } catch (RuntimeException e) {
                Answers.fail(call, e);
            }
        };
    }

    /**
     * Runs a read once it is linearizable.
     *
     * @param loop runs the read; the caller is on it too
     * @param priority decides whether the read may still wait where many wait already
     * @param read must not throw
     * @param refused gets the error when it can not be, on the loop
     */
    public void begin(Executor loop, Priority priority, Runnable read, Consumer<EtcdError> refused) {
        if (consensus.isReadSafeNow()) {
            read.run();
            return;
        }
        long deadline = host.clock().nanoTime() + timeoutNanos;
        if (!add(new Waiting(loop, read, refused, deadline), priority)) {
            refused.accept(EtcdError.REQUEST_TOO_MANY_REQUESTS);
        }
    }

    private boolean add(Waiting one, Priority priority) {
        synchronized (this) {
            if (waiting.size() >= (priority == Priority.URGENT ? MAX_WAITING_URGENT : MAX_WAITING)) {
                return false;
            }
            waiting.add(one);
            if (roundUnderWay) {
                return true;
            }
            roundUnderWay = true;
            if (!expiring) {
                expiring = true;
                agent.schedule(EXPIRY, this::expire);
            }
        }
        round();
        return true;
    }

    private void round() {
        synchronized (this) {
            asking = waiting;
            waiting = new ArrayList<>();
            if (asking.isEmpty()) {
                roundUnderWay = false;
                return;
            }
        }
        consensus.readBarrier(new Completion<>() {
            @Override
            public void done(Long index) {
                takeAsking().forEach(one -> one.loop.execute(one.read));
                next();
            }

            @Override
            public void failed(ClusterException cause) {
                retry(takeAsking(), cause);
            }
        });
    }

    private synchronized List<Waiting> takeAsking() {
        List<Waiting> taken = asking;
        asking = List.of();
        return taken;
    }

    /** A round may take as long as a read may wait, and a read that waits for the next one would wait twice as long. */
    private void expire() {
        long now = host.clock().nanoTime();
        List<Waiting> late = new ArrayList<>();
        synchronized (this) {
            asking = withoutLate(asking, now, late);
            waiting = withoutLate(waiting, now, late);
            expiring = roundUnderWay;
            if (expiring) {
                agent.schedule(EXPIRY, this::expire);
            }
        }
        late.forEach(one -> refuse(one, EtcdError.TIMEOUT));
    }

    private static List<Waiting> withoutLate(List<Waiting> reads, long now, List<Waiting> late) {
        // They came in the order of their deadlines, but for those of a round that was repeated, which stand in front.
        if (reads.isEmpty() || now - reads.getFirst().deadline <= 0) {
            return reads;
        }
        List<Waiting> inTime = new ArrayList<>(reads.size());
        reads.forEach(one -> (now - one.deadline > 0 ? late : inTime).add(one));
        return inTime;
    }

    private static void refuse(Waiting one, EtcdError error) {
        one.loop.execute(() -> one.refused.accept(error));
    }

    private void next() {
        if (!agent.offer(this::round)) {
            round();
        }
    }

    private void retry(List<Waiting> unserved, ClusterException cause) {
        long now = host.clock().nanoTime();
        boolean stopped = cause.reason() == ClusterException.Reason.STOPPED;
        List<Waiting> patient = new ArrayList<>();
        for (Waiting one : unserved) {
            if (stopped || now - one.deadline > 0) {
                refuse(one, stopped ? EtcdError.STOPPED : EtcdError.TIMEOUT);
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

    private record Waiting(Executor loop, Runnable read, Consumer<EtcdError> refused, long deadline) {}
}
