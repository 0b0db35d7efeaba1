package dev.quoin.core.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.consensus.MemberChange.Kind;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.cluster.ClusterTable;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemberChangesTest {
    private final Store store = store();

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

    private boolean apply(MemberChange change) {
        StoreTxn txn = store.begin();
        boolean accepted = new MemberChanges().apply(txn, change);
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
