package dev.quoin.consensus.raft.runtime;

import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.api.consensus.ConsensusCapability;
import dev.quoin.api.consensus.ConsensusContext;
import dev.quoin.api.consensus.ConsensusNode;
import dev.quoin.api.consensus.ConsensusProvider;
import dev.quoin.api.consensus.LogReader;
import dev.quoin.api.consensus.LogSeed;
import dev.quoin.api.host.Disk;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.consensus.raft.wal.ReadOnlyLog;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Quoin's own Raft as a consensus engine. */
public final class RaftProvider implements ConsensusProvider {
    /** For {@link java.util.ServiceLoader}. */
    public RaftProvider() {}

    @Override
    public String name() {
        return "raft";
    }

    @Override
    public String description() {
        return "Raft, on a log of its own in segment files";
    }

    @Override
    public ConfigSpec configSpec() {
        return RaftOptions.spec();
    }

    @Override
    public ConsensusNode open(ConfigValues config, ConsensusContext context) {
        return RaftMember.open(RaftOptions.of(config), context);
    }

    @Override
    public Set<ConsensusCapability> capabilities() {
        return EnumSet.allOf(ConsensusCapability.class);
    }

    @Override
    public LogReader openLog(Disk disk, Path directory) {
        return ReadOnlyLog.open(disk, directory, Memberships::changesIn);
    }

    @Override
    public void createLog(Disk disk, Path directory, MemberIdentity identity, LogSeed seed) {
        SeededLog.create(
                disk,
                directory,
                identity,
                RaftOptions.of(configSpec().read(Map.of())).log(),
                seed);
    }
}
