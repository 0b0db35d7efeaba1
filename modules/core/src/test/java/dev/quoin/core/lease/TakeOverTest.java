package dev.quoin.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.api.host.Agent;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.store.Store;
import dev.quoin.core.store.StoreTxn;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a new leader takes a million leases over: in steps of bounded work, between which writes are served, and without ending them all at once. */
class TakeOverTest {
    private static final int MANY = 1_000_000;
    private static final long TTL = 60;
    private static final Duration ELECTION = Duration.ofSeconds(1);

    private final SimHost host = SimHost.alone(1);
    private final Store store = store();
    private final Revocations revocations = new Revocations();
    private final Lessor lessor = new Lessor(host, store, ELECTION);
    private final LeaseWrites writes = new LeaseWrites(lessor, 1);

    @BeforeEach
    void connect() {
        lessor.proposeThrough(revocations);
    }

    @Test
    void writesAreServedBetweenTheStepsOfTakingAMillionOver() {
        grant(MANY, TTL);
        List<Integer> writtenAt = new ArrayList<>();
        Agent apply = host.startAgent("apply", 64, () -> {});
        lessor.leading(true);
        write(apply, writtenAt);
        int[] before = {0};
        host.simulation()
                .runUntil(
                        "all taken over",
                        () -> {
                            // After each task of any thread: what one step takes over, or the one lease of a write.
                            assertThat(lessor.count() - before[0]).isBetween(0, Reign.LEASES_A_STEP);
                            before[0] = lessor.count();
                            return lessor.count() >= MANY;
                        },
                        Duration.ofSeconds(10));
        assertThat(writtenAt.stream().distinct()).hasSizeGreaterThan(MANY / Reign.LEASES_A_STEP / 4);
    }

    @Test
    void aMillionThatWouldEndTogetherAreRevokedAFewHundredASecond() {
        grant(MANY, TTL);
        lessor.leading(true);
        host.simulation().runFor(Duration.ofSeconds(TTL));
        assertThat(revocations.count).isZero();
        int seconds = 20;
        for (int second = 0; second < seconds; second++) {
            int before = revocations.count;
            host.simulation().runFor(Duration.ofSeconds(1));
            assertThat(revocations.count - before).isLessThanOrEqualTo(EndSpread.FEW);
        }
        assertThat(revocations.count).isBetween((seconds - 2) * EndSpread.MOST_A_SECOND, seconds * EndSpread.FEW);
    }

    @Test
    void whatIsTakenOverLivesAnElectionTimeoutLonger() {
        grant(1, TTL);
        lessor.leading(true);
        host.simulation().runFor(Duration.ofSeconds(TTL));
        assertThat(lessor.secondsLeft(1)).isEqualTo(1);
        assertThat(revocations.count).isZero();
        // What this leader grants itself does not.
        apply(txn -> writes.grant(txn, 2, TTL));
        assertThat(lessor.secondsLeft(2)).isEqualTo(TTL);
        host.simulation().runFor(Duration.ofSeconds(2));
        assertThat(revocations.count).isEqualTo(1);
    }

    @Test
    void whatWasRenewedDoesNotEndWithTheOthers() {
        int leases = 20_000;
        grant(leases, TTL);
        lessor.leading(true);
        host.simulation().runFor(Duration.ofSeconds(TTL - 1));
        for (int id = 1; id <= leases; id++) {
            lessor.renew(
                    id,
                    ttl -> assertThat(ttl).isEqualTo(TTL),
                    error -> assertThat(error).isNull());
        }
        host.simulation().runFor(Duration.ofSeconds(TTL - 2));
        assertThat(revocations.count).isZero();
        host.simulation().runFor(Duration.ofSeconds(3));
        assertThat(revocations.count).isPositive();
    }

    @Test
    void aLeaseThatIsGrantedWhileLeadershipBeginsIsNotForgotten() {
        StoreTxn txn = store.begin();
        writes.grant(txn, 1, TTL);
        txn.endRequest();
        // The take-over does not find it in the store yet.
        lessor.leading(true);
        host.simulation().runFor(Duration.ofSeconds(1));
        store.commit(txn, store.backend().appliedIndex() + 1);
        lessor.committed();
        host.simulation().runFor(Duration.ofSeconds(TTL + 1));
        assertThat(revocations.count).isEqualTo(1);
    }

    /** Grants one lease after the other, as the apply thread does between other things. */
    private void write(Agent apply, List<Integer> writtenAt) {
        apply.schedule(0, () -> {
            if (lessor.count() < MANY) {
                writtenAt.add(lessor.count());
                apply(txn -> writes.grant(txn, MANY + writtenAt.size(), TTL));
                write(apply, writtenAt);
            }
        });
    }

    private void grant(int leases, long ttl) {
        apply(txn -> {
            for (int id = 1; id <= leases; id++) {
                writes.grant(txn, id, ttl);
            }
        });
    }

    private void apply(Consumer<StoreTxn> request) {
        StoreTxn txn = store.begin();
        request.accept(txn);
        txn.endRequest();
        store.commit(txn, store.backend().appliedIndex() + 1);
        lessor.committed();
    }

    private static Store store() {
        MemoryBackendProvider provider = new MemoryBackendProvider();
        return Store.open(provider.open(
                provider.configSpec().read(Map.of()), new StorageBackendContext(Path.of("data"), Tables.ALL)));
    }

    /** Revokes at once, and counts. */
    private final class Revocations implements LeaseProposals {
        private int count;

        @Override
        public void revoke(List<Ended> leases) {
            for (Ended lease : leases) {
                if (lease.stillEnded().getAsBoolean()) {
                    count++;
                    apply(txn -> writes.revoke(txn, lease.id()));
                }
            }
        }

        @Override
        public void checkpoint(LeaseCheckpointRequest request, Consumer<@Nullable EtcdError> done) {
            throw new AssertionError("leases this short are not noted");
        }
    }
}
