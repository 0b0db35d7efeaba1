package dev.quoin.consensus.raft.algorithm.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quoin.consensus.raft.algorithm.quorum.Ballots.Ballot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quorums against the plainest model there is: try every index, count every voter. */
class QuorumModelTest {
    private static final int ROUNDS = 20_000;

    private static IdSet someVoters(Random random) {
        IdSet voters = IdSet.EMPTY;
        for (int i = random.nextInt(8); i > 0; i--) {
            // Ids are unsigned: half of them would be negative otherwise.
            voters = voters.with(random.nextInt(10) - 5);
        }
        return voters;
    }

    private static Map<Long, Long> someAcks(Random random) {
        Map<Long, Long> acks = new HashMap<>();
        for (long id = -5; id < 5; id++) {
            if (random.nextInt(4) > 0) {
                acks.put(id, (long) random.nextInt(12));
            }
        }
        return acks;
    }

    private static boolean majorityHas(IdSet voters, Map<Long, Long> acks, long index) {
        int count = 0;
        for (long voter : voters.toArray()) {
            count += acks.getOrDefault(voter, 0L) >= index ? 1 : 0;
        }
        return voters.isEmpty() || 2 * count > voters.size();
    }

    private static long naive(IdSet incoming, IdSet outgoing, Map<Long, Long> acks) {
        if (incoming.isEmpty() && outgoing.isEmpty()) {
            return MajorityConfig.EVERYTHING;
        }
        long best = 0;
        for (long index = 0; index <= 12; index++) {
            if (majorityHas(incoming, acks, index) && majorityHas(outgoing, acks, index)) {
                best = index;
            }
        }
        return best;
    }

    @Test
    void committedIndexIsTheHighestThatBothMajoritiesHave() {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            IdSet incoming = someVoters(random);
            IdSet outgoing = someVoters(random);
            Map<Long, Long> acks = someAcks(random);
            long committed = JointConfig.of(incoming, outgoing)
                    .committedIndex(voter -> acks.getOrDefault(voter, AckedIndexer.UNKNOWN));
            assertThat(committed)
                    .as("round %d: %s && %s of %s", round, incoming, outgoing, acks)
                    .isEqualTo(naive(incoming, outgoing, acks));
        }
    }

    /** Won if no way of casting the missing votes can change it, lost likewise, else pending. */
    private static VoteResult naiveVote(IdSet incoming, IdSet outgoing, Map<Long, Ballot> cast) {
        boolean asIfGranted = majorityGrants(incoming, cast, true) && majorityGrants(outgoing, cast, true);
        boolean asIfRejected = majorityGrants(incoming, cast, false) && majorityGrants(outgoing, cast, false);
        if (asIfRejected) {
            return VoteResult.WON;
        }
        return asIfGranted ? VoteResult.PENDING : VoteResult.LOST;
    }

    private static boolean majorityGrants(IdSet voters, Map<Long, Ballot> cast, boolean missing) {
        int count = 0;
        for (long voter : voters.toArray()) {
            Ballot ballot = cast.getOrDefault(voter, Ballot.MISSING);
            count += ballot == Ballot.GRANTED || ballot == Ballot.MISSING && missing ? 1 : 0;
        }
        return voters.isEmpty() || 2 * count > voters.size();
    }

    @Test
    void voteIsDecidedWhenMissingVotesCannotChangeIt() {
        Random random = new Random(2);
        for (int round = 0; round < ROUNDS; round++) {
            IdSet incoming = someVoters(random);
            IdSet outgoing = someVoters(random);
            Map<Long, Ballot> cast = new HashMap<>();
            for (long id = -5; id < 5; id++) {
                cast.put(id, Ballot.values()[random.nextInt(3)]);
            }
            VoteResult result =
                    JointConfig.of(incoming, outgoing).voteResult(voter -> cast.getOrDefault(voter, Ballot.MISSING));
            assertThat(result)
                    .as("round %d: %s && %s of %s", round, incoming, outgoing, cast)
                    .isEqualTo(naiveVote(incoming, outgoing, cast));
        }
    }

    @Test
    void setsAreOrderedAndWithoutDuplicates() {
        Random random = new Random(3);
        for (int round = 0; round < 1_000; round++) {
            List<Long> model = new ArrayList<>();
            IdSet set = IdSet.EMPTY;
            for (int i = 0; i < 20; i++) {
                long id = random.nextInt(10) - 5;
                boolean add = random.nextBoolean();
                set = add ? set.with(id) : set.without(id);
                model.remove(id);
                if (add) {
                    model.add(id);
                }
            }
            model.sort(Long::compareUnsigned);
            assertThat(set.toArray())
                    .containsExactly(model.stream().mapToLong(Long::longValue).toArray());
            assertThat(set.differences(set)).isZero();
        }
        assertThat(IdSet.of(1, 2, 3).differences(IdSet.of(2, 3, 4, 5))).isEqualTo(3);
        assertThat(IdSet.of(0xcL, 1, -1).toString()).isEqualTo("(1 c ffffffffffffffff)");
    }
}
