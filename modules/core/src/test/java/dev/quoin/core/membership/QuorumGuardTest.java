package dev.quoin.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.consensus.ConsensusStatus;
import dev.quoin.api.consensus.Membership;
import dev.quoin.core.answer.RequestException;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.Member;
import dev.quoin.testkit.host.Simulation;
import dev.quoin.testkit.sim.SimNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a learner may become a voter: when its log is nearly as long as the leader's, and enough voters have started. */
class QuorumGuardTest {
    private static final long LEADER = 1;
    private static final long LEARNER = 9;

    private final QuorumGuard strict = guard(true);

    @Test
    void aLearnerIsReadyWithNineTenthsOfTheLeadersLog() {
        assertThatCode(() -> promote(strict, 900, "m1")).doesNotThrowAnyException();
        assertRefused(() -> promote(strict, 899, "m1"), EtcdError.LEARNER_NOT_READY);
        // The same without strict checks: it is about the learner, and not about the quorum.
        assertRefused(() -> promote(guard(false), 899, "m1"), EtcdError.LEARNER_NOT_READY);
    }

    @Test
    void whoIsNotFollowedIsNoMember() {
        List<Member> members = members("m1");
        assertRefused(() -> strict.mayPromote(members, status(Map.of(2L, 1000L)), LEARNER), EtcdError.MEMBER_NOT_FOUND);
    }

    @Test
    void enoughVotersMustHaveStarted() {
        assertThatCode(() -> promote(strict, 1000, "m1", "m2", "")).doesNotThrowAnyException();
        assertRefused(() -> promote(strict, 1000, "m1", "", ""), EtcdError.MEMBER_NOT_ENOUGH_STARTED);
        assertThatCode(() -> promote(guard(false), 1000, "m1", "", "")).doesNotThrowAnyException();
    }

    private static void promote(QuorumGuard guard, long match, String... voters) {
        guard.mayPromote(members(voters), status(Map.of(LEARNER, match)), LEARNER);
    }

    /** Voters from id 1 on with these names, empty where one has not started, and a learner. */
    private static List<Member> members(String... names) {
        Member learner = Member.newBuilder().setID(LEARNER).setIsLearner(true).build();
        List<Member> members = new ArrayList<>(List.of(learner));
        for (int i = 0; i < names.length; i++) {
            members.add(Member.newBuilder().setID(i + 1).setName(names[i]).build());
        }
        return members;
    }

    private static ConsensusStatus status(Map<Long, Long> matches) {
        return new ConsensusStatus(1, LEADER, true, false, 1000, 1000, 1, 1000, 0, Membership.empty(), matches);
    }

    private static QuorumGuard guard(boolean strict) {
        return new QuorumGuard(new SimNetwork(new Simulation(1)).connect(LEADER), LEADER, strict);
    }

    private static void assertRefused(Runnable change, EtcdError why) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.error()).isEqualTo(why));
    }
}
