package dev.quoin.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.protocol.rpc.HashKVResponse;
import org.junit.jupiter.api.Test;

class LeaseAndStateTest {
    private static final long SECOND = 1_000_000_000L;

    private final Fed fed = new Fed();
    private final LeaseHistory leases = new LeaseHistory(fed.violations);
    private final StateHistory states = new StateHistory(fed.violations);

    @Test
    void leaseThatEndsInTimeIsFine() {
        leases.promised(1, 0, 2);
        leases.promised(1, SECOND, 2);
        leases.ended(1, 3 * SECOND);
        leases.promised(2, 0, 5);
        leases.revoking(2);
        leases.ended(2, SECOND);
        assertThat(fed.found).isEmpty();
        assertThat(leases.endOf(2)).isEqualTo(SECOND);
        assertThat(leases.endOf(3)).isNull();
    }

    @Test
    void leaseThatEndsBeforeItsTimeIsFound() {
        leases.promised(1, SECOND, 2);
        leases.ended(1, 3 * SECOND - 1);
        assertThat(fed.found).singleElement().asString().contains("lease 1 ended at");
    }

    @Test
    void renewalThatIsAnsweredLateCountsToo() {
        leases.promised(1, 0, 2);
        leases.ended(1, 2 * SECOND);
        leases.promised(1, SECOND, 2);
        assertThat(fed.found).hasSize(1);
    }

    @Test
    void renewalOfALeaseThatHasEndedIsFound() {
        leases.revoking(1);
        leases.ended(1, SECOND);
        leases.promised(1, 2 * SECOND, 2);
        assertThat(fed.found).singleElement().asString().contains("was promised at 2.0 s, but ended at 1.0 s");
    }

    @Test
    void otherStateAtTheSameIndexIsFound() {
        states.state("m1", 4, 7);
        states.state("m2", 4, 7);
        states.state("m2", 8, 9);
        assertThat(fed.found).isEmpty();
        states.state("m3", 4, 8);
        assertThat(fed.found).singleElement().asString().contains("m3 has another state after index 4 than m1");
    }

    @Test
    void otherHashOfTheSameRevisionIsFound() {
        states.hash("m1", hash(5, 2, 1));
        states.hash("m2", hash(5, 3, 2));
        states.hash("m2", hash(6, 2, 3));
        assertThat(fed.found).isEmpty();
        states.hash("m2", hash(5, 2, 4));
        assertThat(fed.found).singleElement().asString().contains("m2 has another hash of revision 5 compacted at 2");
    }

    private static HashKVResponse hash(long revision, long compacted, int hash) {
        return HashKVResponse.newBuilder()
                .setHashRevision(revision)
                .setCompactRevision(compacted)
                .setHash(hash)
                .build();
    }
}
