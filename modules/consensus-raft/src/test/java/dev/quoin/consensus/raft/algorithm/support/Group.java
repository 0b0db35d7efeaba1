package dev.quoin.consensus.raft.algorithm.support;

import dev.quoin.consensus.raft.algorithm.RaftConfigBuilder;
import dev.quoin.consensus.raft.algorithm.Role;
import dev.quoin.consensus.raft.algorithm.message.ConfState;
import dev.quoin.consensus.raft.algorithm.message.PeerMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Members that reach each other, unless a test has cut some off or has messages lost. */
public final class Group {
    private final Map<Long, Peer> peers = new TreeMap<>();
    private final Set<Long> cutOff = new HashSet<>();
    private final ConfState beginning;
    private final Consumer<RaftConfigBuilder> settings;

    /** Which messages are lost. */
    public Predicate<PeerMessage> lost = message -> false;

    /** Called for every message that arrives. */
    public Consumer<PeerMessage> seen = message -> {};

    private Group(ConfState beginning, Consumer<RaftConfigBuilder> settings) {
        this.beginning = beginning;
        this.settings = settings;
    }

    /** Voters 1 to a number, without a leader yet. */
    public static Group of(int voters, Consumer<RaftConfigBuilder> settings) {
        long[] ids = new long[voters];
        for (int i = 0; i < voters; i++) {
            ids[i] = i + 1;
        }
        return of(ConfState.ofVoters(ids), settings);
    }

    /** Everybody of a configuration, without a leader yet. */
    public static Group of(ConfState members, Consumer<RaftConfigBuilder> settings) {
        Group group = new Group(members, settings);
        for (long id : members.allVoters().union(members.learners()).toArray()) {
            group.peers.put(id, Peer.create(id, members, settings));
        }
        return group;
    }

    /** With the settings that Quoin runs with. */
    public static Group of(int voters) {
        return of(voters, builder -> builder.asyncStorageWrites(true).stepDownOnRemoval(true));
    }

    /** A member whose log begins as everybody's did, with a configuration of which it is not part. */
    public Peer join(long id) {
        Peer peer = Peer.create(id, beginning, settings);
        peers.put(id, peer);
        return peer;
    }

    /** Puts a member in the place of the one with its id. */
    public void replace(Peer peer) {
        peers.put(peer.node.id(), peer);
    }

    /** A member. */
    public Peer peer(long id) {
        Peer found = peers.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no member " + id);
        }
        return found;
    }

    /** Has a member elected. */
    public Group elect(long id) {
        peer(id).node.campaign();
        settle();
        if (peer(id).node.role() != Role.LEADER) {
            throw new AssertionError(
                    id + " was not elected but is " + peer(id).node.role());
        }
        return this;
    }

    /** Delivers and does all there is, until nothing is left to do. */
    public void settle() {
        boolean busy = true;
        while (busy) {
            busy = false;
            for (Peer peer : List.copyOf(peers.values())) {
                peer.work();
                for (PeerMessage message : peer.takeSent()) {
                    busy = true;
                    deliver(message);
                }
            }
        }
    }

    private void deliver(PeerMessage message) {
        Peer to = peers.get(message.to());
        if (to == null || isCut(message) || lost.test(message)) {
            return;
        }
        seen.accept(message);
        to.node.step(message);
    }

    private boolean isCut(PeerMessage message) {
        return cutOff.contains(message.to()) || cutOff.contains(message.from());
    }

    /** Proposes a command at a member. */
    public void propose(long id, String command) {
        peer(id).propose(command);
        settle();
    }

    /** Lets ticks pass at members, one after the other, everything settling in between. */
    public void tick(int ticks, long... ids) {
        for (int i = 0; i < ticks; i++) {
            for (long id : ids) {
                peer(id).node.tick();
            }
            settle();
        }
    }

    /** Nothing goes to or from a member any more. */
    public void cut(long... ids) {
        for (long id : ids) {
            cutOff.add(id);
        }
    }

    /** Everybody reaches everybody again. */
    public void heal() {
        cutOff.clear();
        lost = message -> false;
    }
}
