package dev.quoin.testkit.cluster;

import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.testkit.host.SimHost;
import dev.quoin.testkit.host.Simulation;
import dev.quoin.testkit.sim.SimNetwork;
import dev.quoin.testkit.storage.memory.MemoryMedium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The machine of a member and what was configured there: what outlives a process. */
public final class MemberSite {
    /** Returns the folder of the consensus log on the machine's disk. */
    public static final Path LOG = Path.of("/member/log");

    private final String name;
    private final MemberIdentity identity;
    private final List<KnownPeer> founders;
    private final SimHost host;
    private final SimNetwork network;
    private final MemoryMedium medium = new MemoryMedium();
    private List<KnownPeer> known;
    private int store = 1;
    private int lastStore = 1;

    /**
     * Makes a machine that was never started.
     *
     * @param founders the members with which the cluster begins, if this is one of them; otherwise empty
     * @param known the other members, as a member that joins learns of them
     */
    MemberSite(
            String name,
            MemberIdentity identity,
            List<KnownPeer> founders,
            List<KnownPeer> known,
            Simulation simulation,
            SimNetwork network) {
        this.name = name;
        this.identity = identity;
        this.founders = founders;
        this.known = known;
        this.network = network;
        this.host = new SimHost(simulation, name);
        try {
            host.disk().createDirectories(LOG);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        host.disk().settle();
    }

    /** The member's name. */
    public String name() {
        return name;
    }

    /** Returns the member's identity. */
    public MemberIdentity identity() {
        return identity;
    }

    /** Returns the members with which the cluster begins; empty for a member that joins. */
    public List<KnownPeer> founders() {
        return founders;
    }

    /**
     * Other members, as one who joins finds out before its first process begins; later ones begin with what is on the
     * disk.
     */
    public List<KnownPeer> takeKnown() {
        List<KnownPeer> taken = known;
        known = List.of();
        return taken;
    }

    /** Its surroundings. */
    public SimHost host() {
        return host;
    }

    /** The links to others. */
    public SimNetwork network() {
        return network;
    }

    /** The disk of storage backends that keep to the contract and to nothing more. */
    public MemoryMedium medium() {
        return medium;
    }

    /** The number of the store that a process finds; durable. */
    public int store() {
        return store;
    }

    /** Another store is found from now on. */
    public void setStore(int number) {
        store = number;
    }

    /** A number that no store of this machine has had. */
    public int newStore() {
        return ++lastStore;
    }

    /** Folder of a store, by its number. */
    public static Path storeFolder(int number) {
        return Path.of("/member/store/" + number);
    }
}
