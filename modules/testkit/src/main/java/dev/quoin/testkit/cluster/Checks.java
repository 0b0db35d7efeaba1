package dev.quoin.testkit.cluster;

import dev.quoin.api.consensus.Entry;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.Table;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.testkit.history.LeaseHistory;
import dev.quoin.testkit.history.Ledger;
import dev.quoin.testkit.history.Operations;
import dev.quoin.testkit.history.StateHistory;
import dev.quoin.testkit.history.Violations;
import dev.quoin.testkit.host.Simulation;
import java.util.List;
import java.util.function.BiConsumer;

/** All that is checked while a cluster runs, fed by what members do. */
final class Checks implements Violations {
    /** The state is compared at every so many indexes, where a member's batch ends there. */
    private static final long STATE_EVERY = 4;

    private final Simulation simulation;
    private final Trace trace;
    private final List<Table> tables;
    final Ledger ledger = new Ledger(this);
    final Operations operations = new Operations(ledger, this);
    final LeaseHistory leases = new LeaseHistory(this);
    final StateHistory states = new StateHistory(this);
    private long snapshots;
    private long changes;
    private BiConsumer<MemberChange, Long> onChange = (change, index) -> {};

    Checks(Simulation simulation, Trace trace, List<Table> tables) {
        this.simulation = simulation;
        this.trace = trace;
        this.tables = tables;
        ledger.onRequest(this::firstApplied);
    }

    /** Told of each accepted membership change once. */
    void onChange(BiConsumer<MemberChange, Long> listener) {
        onChange = listener;
    }

    @Override
    public void found(String what) {
        trace.add("check", () -> "VIOLATION " + what);
        simulation.runFailed(new AssertionError(what));
    }

    private void firstApplied(InternalRaftRequest request) {
        require(!request.hasAlarm(), () -> "members raise an alarm: " + oneLine(request));
        if (request.hasLeaseRevoke()
                && ledger.store().leases().contains(request.getLeaseRevoke().getID())) {
            leases.ended(request.getLeaseRevoke().getID(), simulation.now());
        }
        trace.add(
                "log",
                () -> "index " + ledger.lastIndex() + ", after revision "
                        + ledger.store().revision() + ": " + oneLine(request));
    }

    /** Returns the number of snapshots that members have installed. */
    long snapshots() {
        return snapshots;
    }

    /** Returns the number of membership changes that were accepted. */
    long changes() {
        return changes;
    }

    static String oneLine(Object message) {
        return message.toString().replaceAll("\\s+", " ").trim();
    }

    /** Watches one member's state machine in one life of its process. */
    final class Member implements ObservedMachine.Observer {
        private final ClusterMember member;

        Member(ClusterMember member) {
            this.member = member;
        }

        @Override
        public void applying(List<Entry> entries) {
            for (Entry entry : entries) {
                ledger.command(member.name(), entry.index(), entry.term(), entry.command());
            }
        }

        @Override
        public void changed(long index, long term, MemberChange change, boolean accepted) {
            trace.add(
                    member.name(),
                    () -> "applied at index " + index + " " + change.kind() + " " + Long.toHexString(change.memberId())
                            + (accepted ? "" : ", rejected"));
            if (ledger.change(member.name(), index, term, change, accepted) && accepted) {
                changes++;
                onChange.accept(change, index);
            }
        }

        @Override
        public void movedOn(long index, long term) {
            ledger.membership(member.name(), index, term);
        }

        @Override
        public void applied(long index) {
            if (index % STATE_EVERY == 0 && member.isRunning()) {
                try (ReadView state = member.running().openState()) {
                    states.state(member.name(), index, StateDigest.of(state, tables));
                }
            }
            trace.add(member.name(), () -> "applied up to " + index);
        }

        @Override
        public void leader(long term, long leaderId) {
            trace.add(member.name(), () -> "term " + term + ", leader " + Long.toHexString(leaderId));
            ledger.leader(member.name(), term, leaderId);
            if (leaderId == member.id()) {
                ledger.leads(member.name(), term, this);
            }
        }

        @Override
        public void installed(SnapshotMeta meta) {
            snapshots++;
            trace.add(member.name(), () -> "installed a snapshot of index " + meta.index() + ", " + meta.membership());
        }
    }
}
