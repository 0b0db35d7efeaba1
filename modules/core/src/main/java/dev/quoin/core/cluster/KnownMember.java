package dev.quoin.core.cluster;

import dev.quoin.protocol.rpc.Member;
import java.util.List;

/**
 * What a node that has no data of its own yet learns of a member from others.
 *
 * @param id its id
 * @param peerUrls where other members reach it
 * @param hasStarted whether it has ever made itself known
 */
public record KnownMember(long id, List<String> peerUrls, boolean hasStarted) {
    /** Copies the URLs. */
    public KnownMember {
        peerUrls = List.copyOf(peerUrls);
    }

    /** As a member of the cluster tells it. */
    public static KnownMember of(Member member) {
        return new KnownMember(member.getID(), member.getPeerURLsList(), member.getClientURLsCount() > 0);
    }
}
