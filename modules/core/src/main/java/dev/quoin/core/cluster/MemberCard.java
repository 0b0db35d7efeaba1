package dev.quoin.core.cluster;

import dev.quoin.api.peer.MemberIdentity;
import java.util.List;

/**
 * The facts that a member tells about itself.
 *
 * @param identity its id and that of its cluster
 * @param name its human-readable name
 * @param clientUrls where clients reach it
 * @param apiVersion the etcd version whose API it serves, {@code 3.7.1}
 */
public record MemberCard(MemberIdentity identity, String name, List<String> clientUrls, String apiVersion) {
    /** Copies the URLs. */
    public MemberCard {
        clientUrls = List.copyOf(clientUrls);
    }

    /** The member's id. */
    public long id() {
        return identity.memberId();
    }
}
