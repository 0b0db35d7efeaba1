package dev.quoin.core.upkeep;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.Priority;
import dev.quoin.api.host.Agent;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import dev.quoin.testkit.host.SimHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A follower's log in virtual time: it holds numbers only, commits what is put elsewhere, and applies as fast as it is told to. */
final class BehindLog implements ConsensusNode {
    private static final Duration ROUND_TRIP = Duration.ofMillis(1);

    private final Agent agent;
    private final List<Barrier> confirmed = new ArrayList<>();
    private long leaderId = 1;
    private long committed;
    /** What the leader has told of it. */
    private long known;

    private long applied;
    private int barriers;
    private int answered;
    private @Nullable ClusterException refusal;

    private record Barrier(long index, Completion<Long> done) {}

    BehindLog(SimHost host) {
        agent = host.startAgent("log", 1 << 12, () -> {});
    }

    void leaderId(long id) {
        leaderId = id;
    }

    void refuse(@Nullable ClusterException why) {
        refusal = why;
    }

    /** Returns the index of the last one. */
    long put(long entries) {
        return committed += entries;
    }

    void putEvery(Duration pause, long entries) {
        agent.schedule(pause.toNanos(), () -> {
            put(entries);
            putEvery(pause, entries);
        });
    }

    void applyEvery(Duration pause, long entries) {
        agent.schedule(pause.toNanos(), () -> {
            known = committed;
            applyUpTo(Math.min(applied + entries, committed));
            applyEvery(pause, entries);
        });
    }

    void applyAtOnce() {
        applyEvery(ROUND_TRIP, Long.MAX_VALUE >> 1);
    }

    /** A snapshot takes the place of everything, and the log goes on behind it. */
    void install(long index) {
        known = index;
        applyUpTo(index);
    }

    private void applyUpTo(long index) {
        applied = index;
        for (Barrier barrier : List.copyOf(confirmed)) {
            if (barrier.index <= applied) {
                confirmed.remove(barrier);
                answered++;
                barrier.done.done(barrier.index);
            }
        }
    }

    long gap() {
        return committed - applied;
    }

    int barriers() {
        return barriers;
    }

    int answered() {
        return answered;
    }

    @Override
    public void readBarrier(Completion<Long> done) {
        barriers++;
        ClusterException refused = refusal;
        agent.schedule(ROUND_TRIP.toNanos(), () -> {
            if (refused != null) {
                done.failed(refused);
            } else {
                confirmed.add(new Barrier(committed, done));
                applyUpTo(applied);
            }
        });
    }

    @Override
    public ConsensusStatus status() {
        return new ConsensusStatus(
                1, leaderId, false, false, known, applied, 1, committed, 0, Membership.empty(), Map.of());
    }

    @Override
    public void start() {}

    @Override
    public boolean propose(byte[] command, Priority priority, DropListener onDropped) {
        throw new UnsupportedOperationException("this member only follows");
    }

    @Override
    public boolean isReadSafeNow() {
        return false;
    }

    @Override
    public void change(MemberChange change, Completion<Membership> done) {
        throw new UnsupportedOperationException("this member only follows");
    }

    @Override
    public void transferLeader(long to, Completion<Void> done) {
        throw new UnsupportedOperationException("this member only follows");
    }

    @Override
    public void compact(long upTo) {}

    @Override
    public void close() {
        agent.close();
    }
}
