package dev.quoin.core.node;

import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.consensus.Entry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.Priority;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A consensus engine of one member in memory, which a test can let lose its leader, refuse, or answer barriers only when told to. */
final class ScriptedLog implements ConsensusNode {
    private static final long TERM = 2;

    final List<byte[]> commands = new ArrayList<>();
    final List<Priority> priorities = new ArrayList<>();
    /** Whether the engine's own thread runs a callback now. */
    boolean onEngineThread;

    /** Runs between a veto and its answer. */
    Runnable afterVeto = () -> {};

    int barriers;
    boolean closed;

    private final StateMachine machine;
    private final long memberId;
    private final Agent agent;
    private final List<Completion<Long>> heldBarriers = new ArrayList<>();
    private long index;
    private long leaderId;
    private boolean holdBarriers;
    private boolean readSafe;
    private boolean learner;
    private Set<Long> voters;

    ScriptedLog(Host host, StateMachine machine, long memberId, List<MemberChange> founders) {
        this.machine = machine;
        this.memberId = memberId;
        this.agent = host.startAgent("log", 1 << 12, () -> {});
        this.voters = Set.of(memberId);
        for (MemberChange founder : founders) {
            machine.applyChange(++index, TERM, founder, membership());
        }
    }

    private Membership membership() {
        return new Membership(voters, Set.of(), Set.of(), Set.of(), false);
    }

    @Override
    public void start() {
        lead(memberId);
    }

    /** Who leads from now on, 0 for nobody. */
    void lead(long id) {
        leaderId = id;
        machine.leaderChanged(TERM, id);
    }

    /** Applies a change that nobody waits for. */
    void apply(MemberChange change) {
        machine.applyChange(++index, TERM, change, membership());
    }

    void learner(boolean on) {
        learner = on;
    }

    void readSafe(boolean on) {
        readSafe = on;
    }

    /** Barriers are answered only by {@link #releaseBarriers}. */
    void holdBarriers() {
        holdBarriers = true;
    }

    void releaseBarriers() {
        holdBarriers = false;
        onThread(() -> {
            heldBarriers.forEach(done -> done.done(index));
            heldBarriers.clear();
        });
    }

    private void onThread(Runnable task) {
        agent.offer(() -> {
            onEngineThread = true;
            try {
                task.run();
            } finally {
                onEngineThread = false;
            }
        });
    }

    @Override
    public boolean propose(byte[] command, Priority priority, DropListener onDropped) {
        commands.add(command);
        priorities.add(priority);
        if (leaderId == 0) {
            onThread(() -> onDropped.dropped(ClusterException.Reason.NO_LEADER));
        } else {
            agent.offer(() -> machine.apply(List.of(new Entry(++index, TERM, command))));
        }
        return true;
    }

    @Override
    public void readBarrier(Completion<Long> done) {
        barriers++;
        if (holdBarriers) {
            heldBarriers.add(done);
        } else {
            onThread(() -> done.done(index));
        }
    }

    @Override
    public boolean isReadSafeNow() {
        return readSafe;
    }

    @Override
    public void change(MemberChange change, Completion<Membership> done) {
        agent.offer(() -> {
            String refusal = machine.applyChange(++index, TERM, change, membership());
            if (!refusal.isEmpty()) {
                afterVeto.run();
            }
            onThread(() -> answer(refusal, done));
        });
    }

    private void answer(String refusal, Completion<Membership> done) {
        if (refusal.isEmpty()) {
            done.done(membership());
        } else {
            done.failed(new ClusterException(ClusterException.Reason.REJECTED, refusal));
        }
    }

    @Override
    public void transferLeader(long to, Completion<Void> done) {
        done.failed(new ClusterException(ClusterException.Reason.BAD_TRANSFEREE, "nobody else is here"));
    }

    @Override
    public ConsensusStatus status() {
        boolean leads = leaderId == memberId;
        return new ConsensusStatus(TERM, leaderId, leads, learner, index, index, 1, index, 0, membership(), Map.of());
    }

    @Override
    public void compact(long upTo) {
        // Nothing is kept.
    }

    @Override
    public void close() {
        closed = true;
        agent.close();
    }
}
