package dev.quoin.api.consensus;

import java.util.List;

/**
 * How an empty log begins.
 *
 * @param initialMembers when a new cluster begins: one {@link MemberChange.Kind#ADD_VOTER} for each member, in the same order on all
 *     members; they become the first entries of every member's log. Empty for a member that joins and learns everything from the leader.
 */
public record Bootstrap(List<MemberChange> initialMembers) {
    /** Copies the list. */
    public Bootstrap {
        initialMembers = List.copyOf(initialMembers);
    }
}
