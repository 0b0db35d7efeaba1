package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.Membership;
import dev.quoin.consensus.raft.algorithm.confchange.ChangeType;
import dev.quoin.consensus.raft.algorithm.confchange.Changer;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChange;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeCodec;
import dev.quoin.consensus.raft.algorithm.confchange.ConfChangeException;
import dev.quoin.consensus.raft.algorithm.confchange.Restore;
import dev.quoin.consensus.raft.algorithm.confchange.SingleChange;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.Entry;
import dev.quoin.consensus.raft.algorithm.message.EntryType;
import dev.quoin.consensus.raft.algorithm.quorum.IdSet;
import dev.quoin.consensus.raft.algorithm.tracker.ProgressTracker;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Translates configurations and changes between the contract and the algorithm. */
final class Memberships {
    private Memberships() {}

    static ConfState toConfState(Membership membership) {
        return new ConfState(
                ids(membership.voters()),
                ids(membership.outgoingVoters()),
                ids(membership.learners()),
                ids(membership.nextLearners()),
                membership.autoLeave());
    }

    static Membership toMembership(ConfState state) {
        return new Membership(
                set(state.voters()),
                set(state.learners()),
                set(state.votersOutgoing()),
                set(state.learnersNext()),
                state.autoLeave());
    }

    static SingleChange toSingleChange(MemberChange change) {
        ChangeType type = switch (change.kind()) {
            case ADD_VOTER -> ChangeType.ADD_NODE;
            case ADD_LEARNER -> ChangeType.ADD_LEARNER_NODE;
            case REMOVE -> ChangeType.REMOVE_NODE;
            case UPDATE -> ChangeType.UPDATE_NODE;
        };
        return new SingleChange(type, change.memberId());
    }

    static MemberChange toMemberChange(SingleChange change, byte[] context) {
        MemberChange.Kind kind = switch (change.type()) {
            case ADD_NODE -> MemberChange.Kind.ADD_VOTER;
            case ADD_LEARNER_NODE -> MemberChange.Kind.ADD_LEARNER;
            case REMOVE_NODE -> MemberChange.Kind.REMOVE;
            case UPDATE_NODE -> MemberChange.Kind.UPDATE;
        };
        return new MemberChange(kind, change.nodeId(), context);
    }

    /** The changes in an entry of the log; empty for a command, and for bytes that are damaged. */
    static List<MemberChange> changesIn(Entry entry) {
        if (entry.type() == EntryType.NORMAL) {
            return List.of();
        }
        try {
            ConfChange change = ConfChangeCodec.decode(entry);
            return change.changes().stream()
                    .map(single -> toMemberChange(single, change.context()))
                    .toList();
        } catch (ConfChangeException e) {
            return List.of();
        }
    }

    /**
     * What a change makes of a configuration.
     *
     * @throws dev.quoin.consensus.raft.algorithm.confchange.ConfChangeException if it may not be
     */
    static ConfState after(ConfState before, ConfChange change) {
        // The algorithm computes configurations on a tracker of members; one without progress does for the
        // configuration alone.
        ProgressTracker tracker = new ProgressTracker(1, Long.MAX_VALUE);
        Restore.into(tracker, before, 0);
        return new Changer(tracker, 0).change(change).config();
    }

    private static IdSet ids(Collection<Long> ids) {
        return IdSet.of(ids.stream().mapToLong(Long::longValue).toArray());
    }

    private static Set<Long> set(IdSet ids) {
        return Arrays.stream(ids.toArray()).boxed().collect(Collectors.toUnmodifiableSet());
    }
}
