package dev.quoin.tests.metamorphic;

import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.consensus.Entry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.Priority;
import dev.quoin.api.consensus.StateMachine;
import dev.quoin.api.host.Agent;
import dev.quoin.api.host.Host;
import dev.quoin.api.peer.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The simplest log that keeps the contract of a consensus engine: one member, entries in memory, applied in the batches in which they came. */
final class LocalLog implements ConsensusNode {
    private static final long TERM = 1;

    private final List<byte[]> entries;
    private final StateMachine machine;
    private final long memberId;
    private final Agent apply;
    private final List<Entry> batch = new ArrayList<>();
    private long applied;

    /** On entries that outlive this object, as a disk would keep them. */
    LocalLog(Host host, List<byte[]> entries, long memberId, Bootstrap bootstrap, StateMachine machine) {
        this.entries = entries;
        this.machine = machine;
        this.memberId = memberId;
        this.apply = host.startAgent("apply", 1 << 12, this::applyBatch);
        if (machine.appliedIndex() == 0 && entries.isEmpty()) {
            for (MemberChange change : bootstrap.initialMembers()) {
                entries.add(new byte[0]);
                machine.applyChange(entries.size(), TERM, change, membership());
            }
        }
        applied = machine.appliedIndex();
    }

    private Membership membership() {
        return new Membership(Set.of(memberId), Set.of(), Set.of(), Set.of(), false);
    }

    @Override
    public void start() {
        machine.leaderChanged(TERM, memberId);
        apply.offer(() -> {
            while (applied + batch.size() < entries.size()) {
                long index = applied + batch.size() + 1;
                batch.add(new Entry(index, TERM, entries.get((int) index - 1)));
            }
        });
    }

    @Override
    public boolean propose(byte[] command, Priority priority, DropListener onDropped) {
        return apply.offer(() -> {
            entries.add(command);
            batch.add(new Entry(entries.size(), TERM, command));
        });
    }

    private void applyBatch() {
        if (!batch.isEmpty()) {
            applied = batch.getLast().index();
            machine.apply(List.copyOf(batch));
            batch.clear();
        }
    }

    @Override
    public void readBarrier(Completion<Long> done) {
        apply.offer(() -> done.done(applied));
    }

    @Override
    public boolean isReadSafeNow() {
        return false;
    }

    @Override
    public void change(MemberChange change, Completion<Membership> done) {
        throw new UnsupportedOperationException("the one member stays");
    }

    @Override
    public void transferLeader(long to, Completion<Void> done) {
        throw new UnsupportedOperationException("the one member leads");
    }

    @Override
    public ConsensusStatus status() {
        return new ConsensusStatus(
                TERM, memberId, true, false, applied, applied, 1, entries.size(), 0, membership(), Map.of());
    }

    @Override
    public void compact(long upTo) {
        // Entries in memory are kept, so that every restart replays from where its backend is.
    }

    @Override
    public void close() {
        apply.close();
    }
}
