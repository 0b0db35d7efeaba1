package dev.quoin.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.store.Tables;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.LeaseCheckpointRequest;
import dev.quoin.testkit.host.SimHost;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The time of leases across elections: what was noted of it counts, and many leases hold nobody up. */
class LeaderChangeTest {
    private static final long HOUR = 3600;
    private static final int MANY = 200_000;
    private static final Duration EXTENSION = Duration.ofSeconds(1);

    private final SimHost host = SimHost.alone(1);
    private final Store store = store();
    private final Log log = new Log();
    private Lessor leader = lessor();
    private LeaseWrites writes = new LeaseWrites(leader, 1);

    @Test
    void whatIsLeftSurvivesAnElection() {
        leader.leading(true);
        grant(7, HOUR);
        run(1000);
        assertThat(leader.secondsLeft(7)).isBetween(HOUR - 1001, HOUR - 999);
        elect();
        // Noted five minutes apart, so at most so much begins anew.
        assertThat(leader.secondsLeft(7)).isBetween(HOUR - 901, HOUR - 899);
        run(HOUR - 900 + 2);
        assertThat(log.revoked).containsExactly(7L);
    }

    /** Other threads look between the moment at which an end is carried out and the one at which it is in the store. */
    @Test
    void anEndThatIsBeingCommittedGivesNoTimeBack() {
        leader.leading(true);
        grant(7, 2);
        run(2);
        long[] left = {Long.MAX_VALUE};
        StoreTxn txn = store.begin();
        if (LeaseTable.find(txn.backend(), 7) != null) {
            writes.revoke(txn, 7);
        }
        left[0] = leader.secondsLeft(7);
        store.commit(txn, store.backend().appliedIndex() + 1);
        leader.committed();
        assertThat(left[0]).isLessThanOrEqualTo(0);
        assertThat(leader.secondsLeft(7)).isNegative();
    }

    @Test
    void aRenewalTakesTheNoteBackBeforeItIsAnswered() {
        leader.leading(true);
        grant(7, HOUR);
        run(400);
        assertThat(row(7).remainingSeconds()).isEqualTo(HOUR - 300);
        List<Object> answers = renew(7);
        assertThat(answers).isEmpty();
        run(1);
        assertThat(answers).containsExactly(HOUR);
        assertThat(row(7).remainingSeconds()).isZero();
        elect();
        assertThat(leader.secondsLeft(7)).isBetween(HOUR, HOUR + EXTENSION.toSeconds());
    }

    @Test
    void withoutANoteARenewalIsAnsweredAtOnce() {
        leader.leading(true);
        grant(7, HOUR);
        run(100);
        int before = log.notes;
        assertThat(renew(7)).containsExactly(HOUR);
        assertThat(log.notes).isEqualTo(before);
    }

    @Test
    void aNoteThatCannotBeTakenBackFailsTheRenewalAndChangesNothing() {
        leader.leading(true);
        grant(7, HOUR);
        run(400);
        log.refusal = EtcdError.NO_LEADER;
        assertThat(renew(7)).containsExactly(EtcdError.NO_LEADER);
        assertThat(leader.secondsLeft(7)).isBetween(HOUR - 401, HOUR - 399);
        log.refusal = null;
        List<Object> answers = renew(7);
        run(1);
        assertThat(answers).containsExactly(HOUR);
    }

    @Test
    void noteThatMayHaveBeenTakenIsTakenBackToo() {
        leader.leading(true);
        grant(7, HOUR);
        log.refusal = EtcdError.TIMEOUT;
        run(301);
        log.refusal = null;
        int before = log.notes;
        List<Object> answers = renew(7);
        run(1);
        assertThat(answers).containsExactly(HOUR);
        assertThat(log.notes).isEqualTo(before + 1);
    }

    @Test
    void shortLeasesAndRenewedOnesAreNotNoted() {
        leader.leading(true);
        grant(7, Checkpoints.INTERVAL_SECONDS);
        run(Checkpoints.INTERVAL_SECONDS + 5);
        assertThat(log.notes).isZero();
        assertThat(log.revoked).contains(7L);
    }

    @Test
    void aFollowerNotesAndEndsNothing() {
        grant(7, HOUR);
        run(2 * HOUR);
        assertThat(log.notes).isZero();
        assertThat(log.revoked).isEmpty();
    }

    @Test
    void aNewLeaderAnswersForAnyLeaseBeforeItHasTakenThemAllOver() {
        grantMany();
        leader.leading(true);
        // Nothing of the take-over has run yet.
        assertThat(leader.secondsLeft(MANY)).isEqualTo(HOUR + EXTENSION.toSeconds());
        assertThat(renew(MANY / 2)).containsExactly(HOUR);
        grant(MANY + 1, 10);
        run(12);
        assertThat(log.revoked).contains(MANY + 1L);
    }

    @Test
    void manyLeasesAreNotedAFewThousandAtATime() {
        grantMany();
        leader.leading(true);
        run(Checkpoints.INTERVAL_SECONDS);
        log.mostInATick = 0;
        run(30);
        assertThat(log.mostInATick).isPositive().isLessThanOrEqualTo(10_000);
        assertThat(log.largestRequest).isLessThanOrEqualTo(1000);
        assertThat(row(1).remainingSeconds()).isPositive();
        assertThat(row(MANY).remainingSeconds()).isPositive();
    }

    @Test
    void leadershipThatComesAndGoesLeavesOneClock() {
        grant(7, 10);
        for (int i = 0; i < 4; i++) {
            leader.leading(true);
            leader.leading(false);
        }
        leader.leading(true);
        run(12);
        assertThat(log.revoked).containsExactly(7L);
    }

    private void elect() {
        leader.leading(false);
        leader = lessor();
        writes = new LeaseWrites(leader, 1);
        leader.leading(true);
    }

    private void run(long seconds) {
        host.simulation().runFor(Duration.ofSeconds(seconds));
    }

    private List<Object> renew(long id) {
        List<Object> answers = new ArrayList<>();
        leader.renew(id, answers::add, answers::add);
        return answers;
    }

    private void grant(long id, long ttl) {
        apply(txn -> writes.grant(txn, id, ttl));
    }

    private void grantMany() {
        apply(txn -> {
            for (int id = 1; id <= MANY; id++) {
                writes.grant(txn, id, HOUR);
            }
        });
    }

    private LeaseTable.Row row(long id) {
        try (StoreView view = store.openView()) {
            return Objects.requireNonNull(LeaseTable.find(view.backend(), id));
        }
    }

    private void apply(Consumer<StoreTxn> request) {
        StoreTxn txn = store.begin();
        request.accept(txn);
        txn.endRequest();
        store.commit(txn, store.backend().appliedIndex() + 1);
        leader.committed();
    }

    private Lessor lessor() {
        Lessor made = new Lessor(host, store, EXTENSION);
        made.proposeThrough(log);
        return made;
    }

    private static Store store() {
        MemoryBackendProvider provider = new MemoryBackendProvider();
        return Store.open(provider.open(
                provider.configSpec().read(Map.of()), new StorageBackendContext(Path.of("data"), Tables.ALL)));
    }

    /** Applies what is proposed a little later, or refuses it. */
    private final class Log implements LeaseProposals {
        private static final long DELAY = 10_000_000L;

        private final List<Long> revoked = new ArrayList<>();
        private final dev.quoin.api.host.Agent agent = host.startAgent("log", 1 << 20, () -> {});
        private @Nullable EtcdError refusal;
        private int notes;
        private int mostInATick;
        private int largestRequest;
        private long tick;
        private int inTick;

        @Override
        public void revoke(List<Ended> leases) {
            agent.schedule(
                    DELAY,
                    () -> leases.forEach(lease -> {
                        if (lease.stillEnded().getAsBoolean()) {
                            apply(txn -> {
                                writes.revoke(txn, lease.id());
                                revoked.add(lease.id());
                            });
                        }
                    }));
        }

        @Override
        public void checkpoint(LeaseCheckpointRequest request, Consumer<@Nullable EtcdError> done) {
            count(request);
            EtcdError refused = refusal;
            if (refused != null) {
                done.accept(refused);
                return;
            }
            agent.schedule(DELAY, () -> {
                apply(txn -> request.getCheckpointsList()
                        .forEach(one -> writes.checkpoint(txn, one.getID(), one.getRemainingTTL())));
                done.accept(null);
            });
        }

        private void count(LeaseCheckpointRequest request) {
            notes++;
            largestRequest = Math.max(largestRequest, request.getCheckpointsCount());
            inTick = host.clock().nanoTime() == tick
                    ? inTick + request.getCheckpointsCount()
                    : request.getCheckpointsCount();
            tick = host.clock().nanoTime();
            mostInATick = Math.max(mostInATick, inTick);
        }
    }
}
