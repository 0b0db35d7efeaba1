package dev.quoin.distribution.node;

import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.core.cluster.FoundingMembers;
import dev.quoin.core.cluster.KnownMember;
import dev.quoin.distribution.config.NodeOptions;
import java.net.URI;
import java.util.List;

/**
 * How a member comes into its cluster.
 *
 * @param identity who it is
 * @param bootstrap how its log begins where it is empty
 * @param known other members, as one who joins is told of them; later, until its own state tells, it learns of those who dial it
 */
record WayIn(MemberIdentity identity, Bootstrap bootstrap, List<KnownMember> known) {
    /** As one of those with whom the cluster begins. */
    static WayIn founder(MemberIdentity identity, FoundingMembers founders) {
        return new WayIn(identity, new Bootstrap(founders.changes()), List.of());
    }

    /** With data of its own, which may be as little as its identity: then it begins as it would have. */
    static WayIn again(MemberIdentity identity, NodeOptions options, FoundingMembers founders) {
        boolean founder = !options.joins() && founders.include(identity);
        List<MemberChange> initial = founder ? founders.changes() : List.of();
        MemberChange alone = options.forceNewCluster()
                ? FoundingMembers.addition(
                        identity.memberId(),
                        options.urls().advertisePeer().stream()
                                .map(URI::toString)
                                .toList())
                : null;
        return new WayIn(identity, new Bootstrap(initial, alone), List.of());
    }
}
