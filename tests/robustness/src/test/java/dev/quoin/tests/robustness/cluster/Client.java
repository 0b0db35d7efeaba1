package dev.quoin.tests.robustness.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client of a cluster: its connections, and which member it asks next, of those that are up. Used by one thread. */
final class Client implements AutoCloseable {
    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    private final Members members;
    private final Map<Member, MemberClient> connections = new HashMap<>();
    private int next;

    /** @param first which member it begins with */
    Client(Members members, int first) {
        this.members = members;
        this.next = first;
    }

    Member turn() {
        List<Member> up = members.up();
        return up.get(Math.floorMod(next++, up.size()));
    }

    MemberClient to(Member member) {
        return connections.computeIfAbsent(member, to -> to.client(ATTEMPT));
    }

    /** After an error: the next request to it takes a connection of its own. */
    void forget(Member member) {
        connections.remove(member).close();
    }

    @Override
    public void close() {
        connections.values().forEach(MemberClient::close);
    }
}
