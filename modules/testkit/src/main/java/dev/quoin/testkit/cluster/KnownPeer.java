package dev.quoin.testkit.cluster;

import java.net.URI;

/**
 * A member as those who configure a cluster know it.
 *
 * @param id its id, 0 where that follows from the others
 * @param name its name
 * @param url where other members reach it
 */
public record KnownPeer(long id, String name, URI url) {
    static KnownPeer named(String name) {
        return new KnownPeer(0, name, URI.create("http://" + name + ":2380"));
    }
}
