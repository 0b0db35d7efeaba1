package dev.quoin.api.consensus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a log.
 *
 * @param initialMembers the members of a new cluster: one {@link MemberChange.Kind#ADD_VOTER} for each, in the same
 *     order on all members. These become the first entries of every member's log. The list is empty for a member that
 *     joins a cluster, because it learns everything from the others. It is ignored when a log exists.
 * @param alone null as a rule. Otherwise an existing log goes on as that of a cluster of one
 *     ({@code --force-new-cluster}): with all its entries, because any of them may have been acknowledged, and with the
 *     removal of all other members. If this member is a learner it is promoted; if it is no member it is added with
 *     this change.
 */
public record Bootstrap(
        List<MemberChange> initialMembers, @Nullable MemberChange alone) {
    /** Copies the list. */
    public Bootstrap {
        initialMembers = List.copyOf(initialMembers);
    }

    /** Begins an empty log, or lets an existing one go on as it is. */
    public Bootstrap(List<MemberChange> initialMembers) {
        this(initialMembers, null);
    }
}
