package dev.quoin.distribution.data;

import dev.quoin.api.config.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps etcd out of a log of ours, and us out of one of etcd's. An etcd that finds no {@code *.wal} in its log's folder
 * begins a new cluster and removes the folder. One that finds only files it cannot read ends, and touches nothing: so
 * there is always such a file.
 */
public final class Guard {
    static final String FILE = "quoin.wal";

    private static final String SUFFIX = ".wal";
    private static final String TEXT =
            "The files in this folder are the log of a Quoin member. This one keeps etcd from taking it for an"
                    + " empty folder of its own.\n";

    private Guard() {}

    /**
     * Makes sure that a folder is not the log of an etcd.
     *
     * @throws ConfigException naming the folder, if it is
     */
    public static void requireNotEtcds(String what, Path log) {
        try (Stream<Path> files = Files.list(log)) {
            Optional<String> foreign = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX) && !name.equals(FILE))
                    .findFirst();
            if (foreign.isPresent()) {
                throw new ConfigException(what + " " + log + " belongs to etcd (it has " + foreign.get()
                        + "): choose another, or bring etcd's data in with quoinutl import --from-etcd");
            }
        } catch (IOException e) {
            throw Folders.cannotAccess(what, log, e);
        }
    }

    /** Places the file in the folder of a log, durably, unless it is there. */
    public static void place(Path log) {
        Path file = log.resolve(FILE);
        if (Files.exists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer text = ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
            Folders.sync(log);
        } catch (IOException e) {
            throw Folders.cannotAccess("log folder", log, e);
        }
    }

    /** Whether a file in the folder of a log is this one. */
    static boolean is(Path file) {
        return file.endsWith(FILE);
    }
}
