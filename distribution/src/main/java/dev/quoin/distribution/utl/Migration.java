package dev.quoin.distribution.utl;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.core.snapshot.StoreCopy;
import dev.quoin.distribution.data.DataDirectory;
import dev.quoin.distribution.data.Folders;
import dev.quoin.distribution.data.MemberFile;
import dev.quoin.distribution.plugin.Kind;
import dev.quoin.distribution.plugin.PluginCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a member's data directory into a new one that another backend keeps: every row of every table, the consensus
 * log as it is, and whose it is. The identity is written last, so a copy that was cut off is no data directory. The old
 * directory is read, and locked meanwhile, but not changed.
 */
final class Migration {
    private final PluginCatalog plugins;
    private final PrintStream out;

    Migration(PluginCatalog plugins, PrintStream out) {
        this.plugins = plugins;
        this.out = out;
    }

    void run(Path from, Path to, String backend) {
        StorageBackendProvider target = provider(backend);
        requireEmpty(to);
        if (!Files.isDirectory(from.resolve("member"))) {
            throw new ConfigException(from + " is not a data directory of Quoin: it has no member folder");
        }
        try (DataDirectory source = DataDirectory.open(from);
                DataDirectory copy = DataDirectory.open(to)) {
            MemberFile member = source.identity()
                    .orElseThrow(
                            () -> new ConfigException(from + " is not a data directory of Quoin: it has no identity"));
            long rows = copyStore(source, provider(member.backend()), copy, target);
            long files = copyLog(source.log(), copy.log());
            copy.record(new MemberFile(member.identity(), backend, member.consensus()));
            out.printf(
                    "copied %d rows and %d files of the log from %s (%s) to %s (%s)%n",
                    rows, files, from, member.backend(), to, backend);
        }
    }

    private StorageBackendProvider provider(String name) {
        return plugins.choose(Kind.BACKEND, StorageBackendProvider.class, name);
    }

    private static void requireEmpty(Path to) {
        try {
            if (Files.isDirectory(to)) {
                try (Stream<Path> files = Files.list(to)) {
                    if (files.findAny().isPresent()) {
                        throw new ConfigException("--to-dir " + to + " is not empty");
                    }
                }
            }
        } catch (IOException e) {
            throw Folders.cannotAccess("--to-dir", to, e);
        }
    }

    private static long copyStore(
            DataDirectory source, StorageBackendProvider from, DataDirectory copy, StorageBackendProvider to) {
        try (StorageBackend old = NewMember.open(source, from);
                StorageBackend fresh = NewMember.open(copy, to)) {
            return StoreCopy.copy(old, fresh);
        } catch (IOException e) {
            throw Folders.cannotAccess("the store in", source.store(), e);
        }
    }

    private static long copyLog(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                Folders.copyDurably(file, to.resolve(file.getFileName()));
            }
            return all.size();
        } catch (IOException e) {
            throw Folders.cannotAccess("the log in", from, e);
        }
    }
}
