package dev.quoin.testkit.consensus;

import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.consensus.MemberChange;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.testkit.host.SimHost;
import dev.quoin.testkit.host.Simulation;
import dev.quoin.testkit.sim.SimNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member of a simulated cluster: a machine with a disk, and one process after the other on it. */
public final class SimMember {
    /** The folder of a member's log on its disk. */
    public static final Path DIRECTORY = Path.of("/member/log");

    private static final long CLUSTER_ID = 0xc1;

    private final long id;
    private final SimHost host;
    private final SimNetwork network;
    private final ConsensusProvider provider;
    private Bootstrap bootstrap;
    private final RecordingMachine.Durable durable = new RecordingMachine.Durable();
    private Map<String, String> config;
    private @Nullable ConsensusNode node;
    private RecordingMachine machine = new RecordingMachine(durable);

    SimMember(
            long id,
            Simulation simulation,
            SimNetwork network,
            ConsensusProvider provider,
            Map<String, String> config,
            Bootstrap bootstrap) {
        this.id = id;
        this.host = new SimHost(simulation, "m" + id);
        this.network = network;
        this.provider = provider;
        this.config = config;
        this.bootstrap = bootstrap;
        try {
            host.disk().createDirectories(DIRECTORY);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        host.disk().settle();
    }

    /** Its id. */
    public long id() {
        return id;
    }

    /** The machine it runs on. */
    public SimHost host() {
        return host;
    }

    /** The running process's engine. */
    public ConsensusNode node() {
        ConsensusNode running = node;
        if (running == null) {
            throw new IllegalStateException("member " + id + " does not run");
        }
        return running;
    }

    /** Returns true when a process runs. */
    public boolean isRunning() {
        return node != null;
    }

    /** The running process's state machine, or that of the last one. */
    public RecordingMachine machine() {
        return machine;
    }

    /** Sets the engine's configuration for the processes to come. */
    public void configure(Map<String, String> texts) {
        config = texts;
    }

    /** Makes the processes to come go on as the only member of the cluster. */
    public void forceAlone() {
        bootstrap = new Bootstrap(bootstrap.initialMembers(), SimCluster.change(MemberChange.Kind.ADD_VOTER, id));
    }

    /** Opens the engine in a new process, and starts it. */
    public void start() {
        open().start();
    }

    /** Opens the engine in a new process. */
    public ConsensusNode open() {
        machine = new RecordingMachine(durable);
        ConfigValues values = provider.configSpec().read(config);
        ConsensusNode opened = provider.open(
                values,
                new ConsensusContext(
                        host, DIRECTORY, new MemberIdentity(CLUSTER_ID, id), bootstrap, machine, network.connect(id)));
        node = opened;
        return opened;
    }

    /** Ends the process in order. */
    public void stop() {
        node().close();
        node = null;
        network.disconnect(id);
    }

    /** Kills the process; the operating system lives on. */
    public void kill() {
        network.disconnect(id);
        host.kill();
        node = null;
    }

    /** The power of the machine goes. */
    public void crash() {
        network.disconnect(id);
        host.crash();
        node = null;
    }

    /** Returns true when the member leads, as far as it knows. */
    public boolean leads() {
        ConsensusNode running = node;
        return running != null && running.status().leader();
    }
}
