package dev.quoin.core.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.storage.ReadView;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.protocol.rpc.Member;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries membership changes out in the tables, or vetoes them. A change's context is the member as the API shows it, encoded; a new voter without one is a
 * learner that is promoted. What is checked, and in which order, is as in etcd.
 */
public final class MemberChanges {
    private static final Logger LOG = LoggerFactory.getLogger(MemberChanges.class);

    /** Returns a veto, or null. Used by the apply thread. */
    public @Nullable MemberVeto apply(StoreTxn txn, MemberChange change) {
        MemberVeto veto = veto(txn.backend(), change);
        if (veto != null) {
            LOG.atWarn()
                    .addKeyValue("member-id", Long.toHexString(change.memberId()))
                    .addKeyValue("change", change.kind())
                    .addKeyValue("error", veto.text())
                    .log("rejecting a membership change");
            return veto;
        }
        switch (change.kind()) {
            case ADD_VOTER, ADD_LEARNER -> add(txn, change);
            case REMOVE -> ClusterTable.remove(txn.tables(), change.memberId());
            case UPDATE -> update(txn, change);
        }
        return null;
    }

    /** Why a change is impossible in a state, or null; the state alone decides. */
    public static @Nullable MemberVeto veto(ReadView state, MemberChange change) {
        long id = change.memberId();
        if (ClusterTable.removed(state).contains(id)) {
            return MemberVeto.ID_REMOVED;
        }
        Member present = ClusterTable.member(state, id);
        return switch (change.kind()) {
            case ADD_VOTER -> isPromotion(change) ? promotionVeto(present) : additionVeto(state, present, change);
            case ADD_LEARNER -> additionVeto(state, present, change);
            case REMOVE -> present == null ? MemberVeto.ID_NOT_FOUND : null;
            case UPDATE -> present == null ? MemberVeto.ID_NOT_FOUND : urlVeto(state, member(change));
        };
    }

    /** A promotion names nothing; where its learner is gone, it must not become a member without URLs. */
    private static boolean isPromotion(MemberChange change) {
        return change.kind() == MemberChange.Kind.ADD_VOTER && change.context().length == 0;
    }

    private static @Nullable MemberVeto promotionVeto(@Nullable Member present) {
        if (present == null) {
            return MemberVeto.ID_NOT_FOUND;
        }
        return present.getIsLearner() ? null : MemberVeto.NOT_LEARNER;
    }

    private static @Nullable MemberVeto additionVeto(ReadView state, @Nullable Member present, MemberChange change) {
        if (present != null) {
            return MemberVeto.ID_EXISTS;
        }
        Member added = member(change);
        if (added.getPeerURLsCount() == 0) {
            return MemberVeto.NO_PEER_URLS;
        }
        MemberVeto taken = urlVeto(state, added);
        if (taken != null) {
            return taken;
        }
        boolean learner = change.kind() == MemberChange.Kind.ADD_LEARNER;
        return learner && learners(state) >= LearnerLimit.of(added) ? MemberVeto.TOO_MANY_LEARNERS : null;
    }

    private static @Nullable MemberVeto urlVeto(ReadView state, Member news) {
        List<String> urls = news.getPeerURLsList();
        boolean taken = ClusterTable.members(state).stream()
                .anyMatch(other -> other.getID() != news.getID()
                        && other.getPeerURLsList().stream().anyMatch(urls::contains));
        return taken ? MemberVeto.PEER_URL_EXISTS : null;
    }

    private static long learners(ReadView state) {
        return ClusterTable.members(state).stream().filter(Member::getIsLearner).count();
    }

    private static void add(StoreTxn txn, MemberChange change) {
        Member member = isPromotion(change) ? present(txn, change) : LearnerLimit.without(member(change));
        boolean learner = change.kind() == MemberChange.Kind.ADD_LEARNER;
        ClusterTable.put(txn.tables(), member.toBuilder().setIsLearner(learner).build());
    }

    private static void update(StoreTxn txn, MemberChange change) {
        ClusterTable.put(
                txn.tables(),
                present(txn, change).toBuilder()
                        .clearPeerURLs()
                        .addAllPeerURLs(member(change).getPeerURLsList())
                        .build());
    }

    /** There, or the change would have been vetoed. */
    private static Member present(StoreTxn txn, MemberChange change) {
        return Objects.requireNonNull(ClusterTable.member(txn.backend(), change.memberId()));
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
