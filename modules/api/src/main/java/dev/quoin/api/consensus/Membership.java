package dev.quoin.api.consensus;

import java.util.Set;

/**
 * A configuration of the cluster, also in the middle of a joint change.
 *
 * @param voters those that vote; in a joint change, the incoming ones
 * @param learners those that only follow
 * @param outgoingVoters in a joint change, the voters of the old configuration, else empty
 * @param nextLearners in a joint change, outgoing voters that become learners at its end
 * @param autoLeave whether the leader ends the joint change by itself
 */
public record Membership(
        Set<Long> voters, Set<Long> learners, Set<Long> outgoingVoters, Set<Long> nextLearners, boolean autoLeave) {
    /** Copies the sets. */
    public Membership {
        voters = Set.copyOf(voters);
        learners = Set.copyOf(learners);
        outgoingVoters = Set.copyOf(outgoingVoters);
        nextLearners = Set.copyOf(nextLearners);
    }

    /** Nobody: the configuration before the first entry. */
    public static Membership empty() {
        return new Membership(Set.of(), Set.of(), Set.of(), Set.of(), false);
    }
}
