package dev.quoin.consensus.raft.algorithm.message;

import dev.quoin.consensus.raft.algorithm.quorum.IdSet;

/**
 * A configuration of the cluster. While a change is joint, decisions need a majority of the voters and another of the
 * outgoing voters.
 *
 * @param voters the (incoming) voters
 * @param votersOutgoing the voters of the configuration being left; empty unless joint
 * @param learners those that only follow; never a voter on either side
 * @param learnersNext outgoing voters that become learners when the joint configuration is left
 * @param autoLeave whether the leader leaves the joint configuration by itself as soon as it may
 */
public record ConfState(IdSet voters, IdSet votersOutgoing, IdSet learners, IdSet learnersNext, boolean autoLeave) {
    /** Nobody. */
    public static final ConfState EMPTY = new ConfState(IdSet.EMPTY, IdSet.EMPTY, IdSet.EMPTY, IdSet.EMPTY, false);

    /** These voters and nobody else. */
    public static ConfState ofVoters(long... voters) {
        return new ConfState(IdSet.of(voters), IdSet.EMPTY, IdSet.EMPTY, IdSet.EMPTY, false);
    }

    /** Whether a joint change is under way. */
    public boolean isJoint() {
        return !votersOutgoing.isEmpty();
    }

    /** Voters of either side. */
    public IdSet allVoters() {
        return voters.union(votersOutgoing);
    }

    /** Whether somebody takes part, in whatever way. Next learners are outgoing voters. */
    public boolean contains(long id) {
        return voters.contains(id) || learners.contains(id) || votersOutgoing.contains(id);
    }

    /** In the form {@code voters=(1 2)&&(2 3) learners=(4) learners_next=(3) autoleave}; what is empty is left out. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("voters=").append(voters);
        if (isJoint()) {
            text.append("&&").append(votersOutgoing);
        }
        if (!learners.isEmpty()) {
            text.append(" learners=").append(learners);
        }
        if (!learnersNext.isEmpty()) {
            text.append(" learners_next=").append(learnersNext);
        }
        return autoLeave ? text.append(" autoleave").toString() : text.toString();
    }
}
