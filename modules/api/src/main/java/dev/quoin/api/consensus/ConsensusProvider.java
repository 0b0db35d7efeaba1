package dev.quoin.api.consensus;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.host.Disk;
import dev.quoin.api.peer.ClusterException;
import dev.quoin.api.peer.MemberIdentity;
import java.nio.file.Path;

/** The extension point for consensus engines. */
public interface ConsensusProvider extends Provider {
    /**
     * Opens the member's log and recovers it; no thread runs and nothing is applied before {@link ConsensusNode#start}.
     *
     * @throws ClusterException when the log is damaged beyond its tail, or belongs to another member or cluster
     */
    ConsensusNode open(ConfigValues config, ConsensusContext context);

    /**
     * Opens a log for looking at, whoever it belongs to: takes no lock and changes nothing, so that the member may be running.
     *
     * @param directory where the engine keeps the log
     * @throws ClusterException {@code IO} when there is no log, or it can not be read; beside a running member the latter may pass
     * @throws UnsupportedOperationException when the engine does not offer this, which is the default
     */
    default LogReader openLog(Disk disk, Path directory) {
        throw new UnsupportedOperationException("the consensus engine " + name() + " can not show its log");
    }

    /**
     * Begins a log for a member whose state comes from elsewhere. All of it is durable when this returns; {@link #open} then
     * goes on from there.
     *
     * @param directory for the engine's log; it exists and is empty
     * @throws ClusterException {@code CORRUPT} when the seed's entries leave a gap; {@code IO}
     * @throws UnsupportedOperationException when the engine does not offer this, which is the default
     */
    default void createLog(Disk disk, Path directory, MemberIdentity identity, LogSeed seed) {
        throw new UnsupportedOperationException("the consensus engine " + name() + " can not begin a log from a state");
    }
}
