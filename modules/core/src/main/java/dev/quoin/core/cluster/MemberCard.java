package dev.quoin.core.cluster;

import java.util.List;

/**
 * The facts that a member tells about itself.
 *
 * @param id its id
 * @param name its human-readable name
 * @param clientUrls where clients reach it
 * @param apiVersion the etcd version whose API it serves, {@code 3.7.1}
 */
public record MemberCard(long id, String name, List<String> clientUrls, String apiVersion) {
    /** Copies the URLs. */
    public MemberCard {
        clientUrls = List.copyOf(clientUrls);
    }
}
