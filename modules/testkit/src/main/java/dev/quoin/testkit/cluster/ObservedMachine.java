package dev.quoin.testkit.cluster;

import dev.quoin.api.consensus.Entry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSink;
import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.consensus.StateMachine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Tells what a member's state machine is made to do: of requests before they are carried out, so before anybody sees an
 * answer.
 */
final class ObservedMachine implements StateMachine {
    private final StateMachine machine;
    private final Observer observer;

    ObservedMachine(StateMachine machine, Observer observer) {
        this.machine = machine;
        this.observer = observer;
    }

    /** Is told; must not throw. */
    interface Observer {
        void applying(List<Entry> entries);

        void changed(long index, long term, MemberChange change, boolean accepted);

        void movedOn(long index, long term);

        /** All up to an index is applied now. */
        void applied(long index);

        void leader(long term, long leaderId);

        void installed(SnapshotMeta meta);
    }

    @Override
    public long appliedIndex() {
        return machine.appliedIndex();
    }

    @Override
    public Membership membership() {
        return machine.membership();
    }

    @Override
    public void apply(List<Entry> entries) {
        observer.applying(entries);
        machine.apply(entries);
        observer.applied(entries.getLast().index());
    }

    @Override
    public String applyChange(long index, long term, MemberChange change, Membership after) {
        String refusal = machine.applyChange(index, term, change, after);
        observer.changed(index, term, change, refusal.isEmpty());
        observer.applied(index);
        return refusal;
    }

    @Override
    public void applyMembership(long index, long term, Membership after) {
        machine.applyMembership(index, term, after);
        observer.movedOn(index, term);
        observer.applied(index);
    }

    @Override
    public SnapshotSource openSnapshot() {
        return machine.openSnapshot();
    }

    @Override
    public SnapshotSink beginInstall(SnapshotMeta meta) {
        SnapshotSink sink = machine.beginInstall(meta);
        return new SnapshotSink() {
            @Override
            public void write(ByteBuffer part) throws IOException {
                sink.write(part);
            }

            @Override
            public void commit() throws IOException {
                sink.commit();
                observer.installed(meta);
                observer.applied(meta.index());
            }

            @Override
            public void abort() {
                sink.abort();
            }
        };
    }

    @Override
    public void leaderChanged(long term, long leaderId) {
        observer.leader(term, leaderId);
        machine.leaderChanged(term, leaderId);
    }
}
