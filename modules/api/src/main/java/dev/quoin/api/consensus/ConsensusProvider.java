package dev.quoin.api.consensus;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.host.Disk;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.MemberIdentity;
import java.nio.file.Path;
import java.util.Set;

/** The extension point for consensus engines. */
public interface ConsensusProvider extends Provider {
    /**
     * Returns the extras that this engine has. The conformance kit tests each of them, and the refusal of those that
     * are missing.
     */
    Set<ConsensusCapability> capabilities();

    /**
     * Opens the member's log and recovers it. No thread runs and nothing is applied before {@link ConsensusNode#start}.
     *
     * <p>Thread: the thread that starts the node.
     *
     * <p>Blocks: while the log is read.
     *
     * @throws ClusterException {@code CORRUPT}, naming the place, when the log is damaged beyond its tail, belongs to
     *     another member or cluster, or does not reach what the state machine has applied; {@code IO} when it cannot be
     *     read; {@code UNSUPPORTED} for {@link Bootstrap#alone} without {@link ConsensusCapability#GOING_ON_ALONE}
     * @throws dev.quoin.api.config.ConfigException naming the key and the value, when a value cannot be used
     */
    ConsensusNode open(ConfigValues config, ConsensusContext context);

    /**
     * Opens a log to look at it, whoever it belongs to. The member may be running: this takes no lock and changes
     * nothing.
     *
     * <p>Thread: any.
     *
     * <p>Blocks: while the log is read.
     *
     * @param directory the folder in which the engine keeps the log
     * @throws ClusterException {@code IO} when there is no log, or it cannot be read; beside a running member the
     *     latter may pass
     * @throws UnsupportedOperationException without {@link ConsensusCapability#LOG_VIEW}, which is the default
     */
    default LogReader openLog(Disk disk, Path directory) {
        throw new UnsupportedOperationException("the consensus engine " + name() + " can not show its log");
    }

    /**
     * Makes the log of a member whose state comes from elsewhere. {@link #open} then goes on from there.
     *
     * <p>Thread: any.
     *
     * <p>Blocks: while the log is written.
     *
     * <p>Durability: the whole log is durable on return.
     *
     * @param directory a folder for the engine's log, which exists and is empty
     * @throws ClusterException {@code CORRUPT} when the seed's entries leave a gap; {@code IO} when the disk refuses
     * @throws UnsupportedOperationException without {@link ConsensusCapability#LOG_SEED}, which is the default
     */
    default void createLog(Disk disk, Path directory, MemberIdentity identity, LogSeed seed) {
        throw new UnsupportedOperationException("the consensus engine " + name() + " can not begin a log from a state");
    }
}
