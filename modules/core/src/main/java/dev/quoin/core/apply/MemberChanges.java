package dev.quoin.core.apply;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.protocol.rpc.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries membership changes out in the tables. A change's context is the member as the API shows it, encoded. Used by the apply thread. */
public final class MemberChanges {
    /**
     * Applies or vetoes a change.
     *
     * @return false for a veto: a member that exists already is added, one that does not is removed, updated or promoted, a peer URL is another member's, or there
     *     would be more learners than whoever proposed another one allows
     */
    boolean apply(StoreTxn txn, MemberChange change) {
        Member present = ClusterTable.member(txn.backend(), change.memberId());
        return switch (change.kind()) {
            case ADD_VOTER, ADD_LEARNER -> add(txn, change, present);
            case REMOVE -> present != null && remove(txn, present);
            case UPDATE -> present != null && update(txn, present, member(change));
        };
    }

    private static boolean remove(StoreTxn txn, Member present) {
        ClusterTable.remove(txn.tables(), present.getID());
        return true;
    }

    private static boolean update(StoreTxn txn, Member present, Member news) {
        if (isTaken(txn, present.getID(), news.getPeerURLsList())) {
            return false;
        }
        Member updated = present.toBuilder()
                .clearPeerURLs()
                .addAllPeerURLs(news.getPeerURLsList())
                .build();
        ClusterTable.put(txn.tables(), updated);
        return true;
    }

    private static boolean add(StoreTxn txn, MemberChange change, @Nullable Member present) {
        boolean learner = change.kind() == MemberChange.Kind.ADD_LEARNER;
        if (present != null) {
            return !learner && present.getIsLearner() && promote(txn, present);
        }
        Member added = member(change);
        // A promotion names no URLs; where its learner is gone, it must not become a member without any.
        if (added.getPeerURLsCount() == 0 || isTaken(txn, added.getID(), added.getPeerURLsList())) {
            return false;
        }
        if (learner && learners(txn) >= LearnerLimit.of(added)) {
            return false;
        }
        ClusterTable.put(
                txn.tables(),
                LearnerLimit.without(added).toBuilder().setIsLearner(learner).build());
        return true;
    }

    private static long learners(StoreTxn txn) {
        return ClusterTable.members(txn.backend()).stream()
                .filter(Member::getIsLearner)
                .count();
    }

    private static boolean promote(StoreTxn txn, Member learner) {
        ClusterTable.put(txn.tables(), learner.toBuilder().setIsLearner(false).build());
        return true;
    }

    private static boolean isTaken(StoreTxn txn, long id, List<String> urls) {
        return ClusterTable.members(txn.backend()).stream()
                .anyMatch(other ->
                        other.getID() != id && other.getPeerURLsList().stream().anyMatch(urls::contains));
    }

    private static Member member(MemberChange change) {
        try {
            return Member.parseFrom(change.context()).toBuilder()
                    .setID(change.memberId())
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the context of a committed membership change can not be decoded", e);
        }
    }
}
