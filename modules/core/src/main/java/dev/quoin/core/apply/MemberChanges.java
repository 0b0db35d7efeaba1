package dev.quoin.core.apply;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.protocol.rpc.Member;
import org.jspecify.annotations.Nullable;

/** Carries membership changes out in the tables. A change's context is the member as the API shows it, encoded. Used by the apply thread. */
public final class MemberChanges {
    /**
     * Applies or vetoes a change.
     *
     * @return false for a veto: a member that exists already is added, or one that does not is removed or updated
     */
    boolean apply(StoreTxn txn, MemberChange change) {
        Member present = ClusterTable.member(txn.backend(), change.memberId());
        return switch (change.kind()) {
            case ADD_VOTER, ADD_LEARNER -> add(txn, change, present);
            case REMOVE -> {
                ClusterTable.remove(txn.tables(), change.memberId());
                yield present != null;
            }
            case UPDATE -> {
                if (present != null) {
                    ClusterTable.put(
                            txn.tables(),
                            present.toBuilder()
                                    .clearPeerURLs()
                                    .addAllPeerURLs(member(change).getPeerURLsList())
                                    .build());
                }
                yield present != null;
            }
        };
    }

    private static boolean add(StoreTxn txn, MemberChange change, @Nullable Member present) {
        boolean learner = change.kind() == MemberChange.Kind.ADD_LEARNER;
        if (present == null) {
            ClusterTable.put(
                    txn.tables(),
                    member(change).toBuilder().setIsLearner(learner).build());
            return true;
        }
        boolean promotes = present.getIsLearner() && !learner;
        if (promotes) {
            ClusterTable.put(
                    txn.tables(), present.toBuilder().setIsLearner(false).build());
        }
        return promotes;
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
