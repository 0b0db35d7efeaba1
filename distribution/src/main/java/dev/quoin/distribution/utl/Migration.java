package dev.quoin.distribution.utl;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendProvider;
import dev.quoin.api.storage.Table;
import dev.quoin.api.storage.WriteTxn;
import dev.quoin.core.node.Node;
import dev.quoin.distribution.data.DataDirectory;
import dev.quoin.distribution.data.Folders;
import dev.quoin.distribution.data.MemberFile;
import dev.quoin.distribution.plugin.Kind;
import dev.quoin.distribution.plugin.PluginCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a member's data directory into a new one that another backend keeps: every row of every table, the consensus log as it is, and whose it is. The identity is
 * written last, so a copy that was cut off is no data directory. The old directory is read, and locked meanwhile, but not changed.
 */
final class Migration {
    private static final int BATCH_BYTES = 8 << 20;

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
            Rows rows = new Rows(fresh);
            try (ReadView view = old.openView()) {
                for (Table table : Node.tables()) {
                    rows.copy(view, table);
                }
            }
            rows.commit(old.appliedIndex());
            fresh.sync();
            return rows.count;
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

    /** Writes rows a batch at a time; the last batch carries the applied index. */
    private static final class Rows {
        private final StorageBackend target;
        private WriteTxn txn;
        private long batchBytes;
        private long count;

        Rows(StorageBackend target) {
            this.target = target;
            this.txn = target.begin();
        }

        void copy(ReadView view, Table table) {
            try (Cursor rows = view.sweep(table, null, null)) {
                for (boolean on = rows.first(); on; on = rows.next()) {
                    put(table, bytes(rows.key()), bytes(rows.value()));
                }
            }
        }

        private void put(Table table, byte[] key, byte[] value) {
            txn.put(table, key, value);
            count++;
            batchBytes += key.length + value.length;
            if (batchBytes > BATCH_BYTES) {
                commit(0);
                txn = target.begin();
                batchBytes = 0;
            }
        }

        void commit(long appliedIndex) {
            txn.commit(appliedIndex);
            txn.close();
        }

        private static byte[] bytes(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(buffer.position(), bytes);
            return bytes;
        }
    }
}
