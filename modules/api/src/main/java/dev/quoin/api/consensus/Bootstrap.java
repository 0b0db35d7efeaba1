package dev.quoin.api.consensus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a log begins, or is made to go on.
 *
 * @param initialMembers when a new cluster begins: one {@link MemberChange.Kind#ADD_VOTER} for each member, in the same order on all
 *     members; they become the first entries of every member's log. Empty for a member that joins and learns everything from the leader. Ignored where a log exists.
 * @param alone where a log exists: this member goes on as the only one of its cluster, with everything that is in its log, since any of it may have been
 *     acknowledged; all others are removed from the membership. It is added as this says where it is no member itself, and promoted where it is a learner. Null, the usual case, for a log that goes on as it is.
 */
public record Bootstrap(
        List<MemberChange> initialMembers, @Nullable MemberChange alone) {
    /** Copies the list. */
    public Bootstrap {
        initialMembers = List.copyOf(initialMembers);
    }

    /** For a log that is empty, or goes on as it is. */
    public Bootstrap(List<MemberChange> initialMembers) {
        this(initialMembers, null);
    }
}
