package dev.quoin.distribution.node;

import dev.quoin.api.config.ConfigException;
import dev.quoin.core.cluster.FoundingMembers;
import dev.quoin.distribution.config.NodeOptions;
import dev.quoin.distribution.data.DataDirectory;
import dev.quoin.distribution.data.Folders;
import dev.quoin.distribution.data.Guard;
import dev.quoin.distribution.data.MemberFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data directory matched with the configuration: it belongs to this member, and to the chosen backend and engine.
 *
 * @param wayIn how this member comes into its cluster
 */
record MemberHome(DataDirectory directory, WayIn wayIn, Path log) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MemberHome.class);

    /** @param newcomer finds out how a member without data comes into its cluster */
    static MemberHome open(NodeOptions options, FoundingMembers founders, Supplier<WayIn> newcomer) {
        DataDirectory directory = DataDirectory.open(options.dataDir());
        try {
            return open(options, founders, newcomer, directory);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static MemberHome open(
            NodeOptions options, FoundingMembers founders, Supplier<WayIn> newcomer, DataDirectory directory) {
        Optional<MemberFile> found = directory.identity();
        LOG.atInfo()
                .addKeyValue("data-dir", options.dataDir())
                .addKeyValue("dir-type", found.isPresent() ? "member" : "empty")
                .log(found.isPresent() ? "server has already been initialized" : "initialize and start server");
        WayIn wayIn = found.map(known -> WayIn.again(known.identity(), options, founders))
                .orElseGet(newcomer);
        MemberFile member = found.orElseGet(() -> new MemberFile(
                wayIn.identity(), options.plugins().backend(), options.plugins().consensus()));
        requireSame(options, "backend", member.backend(), options.plugins().backend());
        requireSame(options, "consensus", member.consensus(), options.plugins().consensus());
        Path log = log(options, directory);
        if (found.isEmpty()) {
            directory.record(member);
        }
        Guard.place(log);
        return new MemberHome(directory, wayIn, log);
    }

    private static void requireSame(NodeOptions options, String what, String wrote, String chosen) {
        if (!wrote.equals(chosen)) {
            throw new ConfigException(
                    "data directory " + options.dataDir() + " was written with --" + what + "=" + wrote + ", not "
                            + chosen + ": start it with --" + what + "=" + wrote
                            + ", or move the data with quoin utl migrate");
        }
    }

    private static Path log(NodeOptions options, DataDirectory directory) {
        if (options.walDir() == null) {
            Guard.requireNotEtcds("log folder", directory.log());
            return directory.log();
        }
        try {
            Path log = Folders.create(options.walDir());
            Guard.requireNotEtcds("--wal-dir", log);
            return log;
        } catch (IOException e) {
            throw Folders.cannotAccess("--wal-dir", options.walDir(), e);
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
