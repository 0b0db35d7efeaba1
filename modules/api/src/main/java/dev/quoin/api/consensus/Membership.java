package dev.quoin.api.consensus;

import java.util.Set;

/**
 * The configuration of the cluster. A joint change, from one set of voters to another, passes through a configuration
 * with both.
 *
 * @param voters the members that vote; in a joint change, those of the new configuration
 * @param learners the members that only follow
 * @param outgoingVoters in a joint change, the voters of the old configuration; otherwise empty
 * @param nextLearners in a joint change, outgoing voters that become learners at its end
 * @param autoLeave true when the leader ends the joint change by itself
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

    /** Returns the configuration before the first entry, which has no member. */
    public static Membership empty() {
        return new Membership(Set.of(), Set.of(), Set.of(), Set.of(), false);
    }
}
