package dev.quoin.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.MemberChange.Kind;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a member checks when a change has been agreed on: the state alone decides, so that all decide alike, and it is what etcd checks. */
class MemberChangesTest {
    private static final byte[] NOTHING = new byte[0];

    private final Store store = store();

    @Test
    void anIdThatWasRemovedNeverComesBack() {
        assertThat(apply(voter(1))).isTrue();
        assertThat(apply(learner(2, 1))).isTrue();
        assertThat(apply(removal(2))).isTrue();
        for (MemberChange change : List.of(voter(2), learner(2, 9), promotion(2), update(2, "http://new:2380"))) {
            assertThat(veto(change)).isEqualTo(MemberVeto.ID_REMOVED);
            assertThat(apply(change)).isFalse();
        }
        assertThat(veto(removal(2))).isEqualTo(MemberVeto.ID_REMOVED);
        assertThat(members()).extracting(Member::getID).containsExactly(1L);
        assertThat(MemberVeto.ID_REMOVED.text()).isEqualTo("membership: ID removed");
        assertThat(MemberVeto.ID_REMOVED.error()).isEqualTo(EtcdError.MEMBER_NOT_FOUND);
        // Another id at the same place is another member.
        assertThat(apply(new MemberChange(Kind.ADD_VOTER, 3, member(2).toByteArray())))
                .isTrue();
    }

    @Test
    void anAdditionIsNoPromotion() {
        assertThat(apply(learner(1, 1))).isTrue();
        assertThat(veto(voter(1))).isEqualTo(MemberVeto.ID_EXISTS);
        assertThat(apply(voter(1))).isFalse();
        assertThat(members()).allMatch(Member::getIsLearner);
        assertThat(veto(learner(1, 9))).isEqualTo(MemberVeto.ID_EXISTS);
    }

    @Test
    void onlyALearnerIsPromotedAndOnlyOnce() {
        assertThat(veto(promotion(1))).isEqualTo(MemberVeto.ID_NOT_FOUND);
        apply(learner(1, 1));
        assertThat(veto(promotion(1))).isNull();
        assertThat(apply(promotion(1))).isTrue();
        assertThat(members()).singleElement().isEqualTo(withoutLearner(member(1)));
        assertThat(veto(promotion(1))).isEqualTo(MemberVeto.NOT_LEARNER);
        assertThat(apply(promotion(1))).isFalse();
    }

    @Test
    void aPromotionMakesRoomForAnotherLearner() {
        assertThat(apply(learner(1, 1))).isTrue();
        assertThat(veto(learner(2, 1))).isEqualTo(MemberVeto.TOO_MANY_LEARNERS);
        assertThat(apply(promotion(1))).isTrue();
        assertThat(apply(learner(2, 1))).isTrue();
        // Voters are not counted, nor limited.
        assertThat(veto(voter(3))).isNull();
    }

    @Test
    void peerUrlsBelongToOneMember() {
        apply(voter(1));
        apply(voter(2));
        assertThat(veto(new MemberChange(Kind.ADD_VOTER, 3, member(1).toByteArray())))
                .isEqualTo(MemberVeto.PEER_URL_EXISTS);
        assertThat(veto(update(2, "http://m1:2380"))).isEqualTo(MemberVeto.PEER_URL_EXISTS);
        assertThat(veto(update(2, "http://m2:2380"))).isNull();
        assertThat(veto(update(3, "http://m3:2380"))).isEqualTo(MemberVeto.ID_NOT_FOUND);
        assertThat(veto(removal(3))).isEqualTo(MemberVeto.ID_NOT_FOUND);
        assertThat(veto(new MemberChange(Kind.ADD_LEARNER, 3, NOTHING))).isEqualTo(MemberVeto.NO_PEER_URLS);
    }

    @Test
    void twoLearnersThatWereProposedTogetherAreOneTooMany() {
        assertThat(apply(learner(1, 1))).isTrue();
        assertThat(apply(learner(2, 1))).isFalse();
        assertThat(apply(learner(3, 2))).isTrue();
        assertThat(members()).extracting(Member::getID).containsExactly(1L, 3L);
        // The limit is the proposal's and not the member's.
        assertThat(members())
                .allSatisfy(
                        member -> assertThat(member.getUnknownFields().asMap()).isEmpty());
    }

    @Test
    void aLearnerWithoutALimitIsAdded() {
        assertThat(apply(new MemberChange(Kind.ADD_LEARNER, 1, member(1).toByteArray())))
                .isTrue();
        assertThat(apply(new MemberChange(Kind.ADD_LEARNER, 2, member(2).toByteArray())))
                .isTrue();
    }

    private static MemberChange voter(long id) {
        return new MemberChange(Kind.ADD_VOTER, id, withoutLearner(member(id)).toByteArray());
    }

    private static MemberChange promotion(long id) {
        return new MemberChange(Kind.ADD_VOTER, id, NOTHING);
    }

    private static MemberChange removal(long id) {
        return new MemberChange(Kind.REMOVE, id, NOTHING);
    }

    private static MemberChange update(long id, String url) {
        return new MemberChange(
                Kind.UPDATE, id, Member.newBuilder().addPeerURLs(url).build().toByteArray());
    }

    private static Member withoutLearner(Member member) {
        return member.toBuilder().setIsLearner(false).build();
    }

    private static MemberChange learner(long id, int limit) {
        return new MemberChange(
                Kind.ADD_LEARNER, id, LearnerLimit.with(member(id), limit).toByteArray());
    }

    private static Member member(long id) {
        return Member.newBuilder()
                .setID(id)
                .addPeerURLs("http://m" + id + ":2380")
                .setIsLearner(true)
                .build();
    }

    private @Nullable MemberVeto veto(MemberChange change) {
        try (StoreView view = store.openView()) {
            return MemberChanges.veto(view.backend(), change);
        }
    }

    private boolean apply(MemberChange change) {
        StoreTxn txn = store.begin();
        boolean accepted = new MemberChanges().apply(txn, change) == null;
        store.commit(txn, store.backend().appliedIndex() + 1);
        return accepted;
    }

    private List<Member> members() {
        try (StoreView view = store.openView()) {
            return ClusterTable.members(view.backend());
        }
    }

    private static Store store() {
        MemoryBackendProvider provider = new MemoryBackendProvider();
        return Store.open(provider.open(
                provider.configSpec().read(Map.of()), new StorageBackendContext(Path.of("data"), Tables.ALL)));
    }
}
