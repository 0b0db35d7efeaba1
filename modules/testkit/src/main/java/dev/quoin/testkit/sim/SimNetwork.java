package dev.quoin.testkit.sim;

import dev.quoin.api.peer.PeerTransport;
import dev.quoin.testkit.host.Simulation;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The links between the members of a simulated cluster. Faults are set for all links, or for one direction between two
 * members. A message that is under way when its link is cut is lost. For one thread.
 */
public final class SimNetwork {
    private final Simulation simulation;
    private final RandomGenerator random;
    private final Map<Long, SimPeerTransport> members = new HashMap<>();
    private final Set<Link> cut = new HashSet<>();
    private long leastDelayNanos = 200_000;
    private long mostDelayNanos = 2_000_000;
    private double loss;
    private double duplication;
    private boolean reorders;
    private boolean dialledOnly;
    private final Map<URI, Long> urls = new HashMap<>();

    /** A link from one member to another. */
    record Link(long from, long to) {}

    /** A network without faults, apart from its delay of 0.2 to 2 ms. */
    public SimNetwork(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random("network");
    }

    /** A new process's end of the links of a member; the end of its former process, if any, is dead from now on. */
    public PeerTransport connect(long memberId) {
        disconnect(memberId);
        SimPeerTransport transport = new SimPeerTransport(this, memberId);
        members.put(memberId, transport);
        return transport;
    }

    /** The process of a member has ended. */
    public void disconnect(long memberId) {
        SimPeerTransport former = members.remove(memberId);
        if (former != null) {
            former.endProcess();
        }
    }

    /** Says at which URL a member is asked questions. */
    public void locate(URI url, long memberId) {
        urls.put(url, memberId);
    }

    /**
     * Delivers a message from now on only to a member whose URLs its sender was told, as the contract of transports
     * says.
     */
    public void requireDialling() {
        dialledOnly = true;
    }

    /** Sets the time that a message takes. */
    public void setDelay(Duration least, Duration most) {
        leastDelayNanos = least.toNanos();
        mostDelayNanos = Math.max(leastDelayNanos + 1, most.toNanos());
    }

    /** Sets the share of messages that are lost, from 0 to 1. */
    public void setLoss(double share) {
        loss = share;
    }

    /** Sets the share of messages that arrive twice, from 0 to 1. No transport may do that. */
    public void setDuplication(double share) {
        duplication = share;
    }

    /** Lets messages of one lane overtake each other, or not. No transport may do that. */
    public void setReordering(boolean on) {
        reorders = on;
    }

    /** Cuts one direction. */
    public void cut(long from, long to) {
        cut.add(new Link(from, to));
    }

    /** Cuts a member off from all others, in both directions. */
    public void isolate(long memberId, Iterable<Long> others) {
        for (long other : others) {
            cut(memberId, other);
            cut(other, memberId);
        }
    }

    /** Mends all links. */
    public void mend() {
        cut.clear();
    }

    /** Mends all links, and ends loss, duplication and reordering. */
    public void heal() {
        cut.clear();
        loss = 0;
        duplication = 0;
        reorders = false;
    }

    boolean isCut(long from, long to) {
        return cut.contains(new Link(from, to));
    }

    @Nullable
    Long memberAt(URI url) {
        return urls.get(url);
    }

    boolean isDialledOnly() {
        return dialledOnly;
    }

    boolean reorders() {
        return reorders;
    }

    boolean losesNext() {
        return loss > 0 && random.nextDouble() < loss;
    }

    boolean duplicatesNext() {
        return duplication > 0 && random.nextDouble() < duplication;
    }

    long nextDelay() {
        return random.nextLong(leastDelayNanos, mostDelayNanos);
    }

    Simulation simulation() {
        return simulation;
    }

    @Nullable
    SimPeerTransport member(long id) {
        return members.get(id);
    }
}
