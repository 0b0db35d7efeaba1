package dev.quoin.core.cluster;

import java.util.List;

/**
 * What a node that has no data of its own yet learns of a cluster from one of its members.
 *
 * @param id the cluster's id
 * @param members its members
 */
public record KnownCluster(long id, List<KnownMember> members) {
    /** Copies the list. */
    public KnownCluster {
        members = List.copyOf(members);
    }
}
