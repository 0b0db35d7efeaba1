package dev.quoin.core.cluster;

import dev.quoin.core.propose.Proposal;
import dev.quoin.core.propose.Proposer;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreView;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.rpc.AlarmRequest;
import dev.quoin.protocol.rpc.AlarmRequest.AlarmAction;
import dev.quoin.protocol.rpc.AlarmType;

/** Raises and clears alarms through the log. Safe for use by any thread. */
public final class AlarmRaiser {
    private final Store store;
    private final Proposer proposer;

    public AlarmRaiser(Store store, Proposer proposer) {
        this.store = store;
        this.proposer = proposer;
    }

    /** Whether an alarm of this type stands for a member. */
    public boolean isRaised(AlarmType type, long memberId) {
        try (StoreView view = store.openView()) {
            return Alarms.list(view.backend(), type).stream().anyMatch(alarm -> alarm.getMemberID() == memberId);
        }
    }

    /** Whether such an alarm was raised by the member itself, and not by hand. */
    public boolean isOwn(AlarmType type, long memberId) {
        try (StoreView view = store.openView()) {
            return Alarms.isOwn(view.backend(), type, memberId);
        }
    }

    /**
     * Proposes to raise an alarm.
     *
     * @param done runs when the outcome is known, whichever it is; on any thread, must not block
     */
    public void raise(AlarmType type, long memberId, Runnable done) {
        propose(AlarmAction.ACTIVATE, type, memberId, done);
    }

    /** Proposes to clear an alarm; otherwise like {@link #raise}. */
    public void clear(AlarmType type, long memberId, Runnable done) {
        propose(AlarmAction.DEACTIVATE, type, memberId, done);
    }

    private void propose(AlarmAction action, AlarmType type, long memberId, Runnable done) {
        AlarmRequest request = AlarmOrigin.own(AlarmRequest.newBuilder()
                .setAction(action)
                .setAlarm(type)
                .setMemberID(memberId)
                .build());
        Proposal proposal = Proposal.own(InternalRaftRequest.ALARM_FIELD_NUMBER, request.toByteArray());
        proposer.propose(proposal, outcome -> done.run());
    }
}
