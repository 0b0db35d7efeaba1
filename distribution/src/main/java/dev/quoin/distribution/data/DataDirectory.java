package dev.quoin.distribution.data;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.storage.StorageException;
import dev.quoin.backend.support.DirectoryLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A member's data directory, held by this process alone until it is closed. Layout and rules: docs/formats/data-directory.md. Not safe for
 * use by several threads.
 */
public final class DataDirectory implements AutoCloseable {
    static final String MEMBER = "member";
    static final String IDENTITY = "identity";
    static final String LOG = "wal";
    static final String IDENTITY_DRAFT = "identity.new";
    static final String LOCK = "lock";

    private final Path path;
    private final Path member;
    private final DirectoryLock lock;

    private DataDirectory(Path path, DirectoryLock lock) {
        this.path = path;
        this.member = path.resolve(MEMBER);
        this.lock = lock;
    }

    /**
     * Opens or creates a data directory and takes hold of it.
     *
     * @throws ConfigException naming the directory, when it cannot be used, belongs to something else, or another process holds it
     */
    public static DataDirectory open(Path path) {
        ForeignFiles.check(path);
        try {
            Folders.create(path);
            Folders.create(path.resolve(MEMBER));
            return new DataDirectory(path, lock(path));
        } catch (IOException e) {
            throw Folders.cannotAccess(path, e);
        }
    }

    private static DirectoryLock lock(Path path) throws IOException {
        DirectoryLock lock = DirectoryLock.tryAcquire(path.resolve(MEMBER).resolve(LOCK));
        if (lock == null) {
            throw new ConfigException("data directory " + path + " is in use by another process");
        }
        return lock;
    }

    /**
     * What a data directory says of itself, which another process may be using.
     *
     * @throws ConfigException naming the directory, when there is none or it is not Quoin's
     */
    public static MemberFile identityAt(Path path) {
        if (!Files.exists(path)) {
            throw new ConfigException("there is no data directory " + path);
        }
        return identity(path)
                .orElseThrow(() -> new ConfigException(
                        path + " is not a data directory of Quoin: it has no " + Path.of(MEMBER, IDENTITY)));
    }

    /**
     * Whether a member has begun to live in it, so that what a cluster begins with plays no part any more.
     *
     * @param log where its consensus log lies
     */
    public static boolean isInUse(Path path, Path log) {
        if (!Files.exists(path.resolve(MEMBER).resolve(IDENTITY)) || !Files.isDirectory(log)) {
            return false;
        }
        try (Stream<Path> files = Files.list(log)) {
            return files.anyMatch(file -> !Guard.is(file));
        } catch (IOException e) {
            throw Folders.cannotAccess(path, e);
        }
    }

    /** Where the consensus log of a data directory lies, unless it has a directory of its own. */
    public static Path logAt(Path path) {
        return path.resolve(MEMBER).resolve(LOG);
    }

    /** What it says of itself; nothing where it is new. */
    public Optional<MemberFile> identity() {
        return identity(path);
    }

    private static Optional<MemberFile> identity(Path path) {
        Path file = path.resolve(MEMBER).resolve(IDENTITY);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MemberFile.MAX_BYTES) {
                throw new ConfigException(file + " is damaged (it is too long)");
            }
            return Optional.of(MemberFile.decode(file, Files.readAllBytes(file)));
        } catch (IOException e) {
            throw Folders.cannotAccess(path, e);
        }
    }

    /** Writes down durably whose it is. From then on it counts as in use. */
    public void record(MemberFile identity) {
        Path draft = member.resolve(IDENTITY_DRAFT);
        try {
            try (FileChannel file = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer content = ByteBuffer.wrap(identity.encode());
                while (content.hasRemaining()) {
                    file.write(content);
                }
                file.force(true);
            }
            Files.move(draft, member.resolve(IDENTITY), StandardCopyOption.ATOMIC_MOVE);
            Folders.sync(member);
        } catch (IOException e) {
            throw Folders.cannotAccess(path, e);
        }
    }

    /** Where the storage backend lives; created here. */
    public Path store() {
        return inside("store");
    }

    /** Where the consensus log lives, unless it has a directory of its own; created here. */
    public Path log() {
        return inside(LOG);
    }

    private Path inside(String name) {
        try {
            return Folders.create(member.resolve(name));
        } catch (IOException e) {
            throw Folders.cannotAccess(path, e);
        }
    }

    /** Lets go of it. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (StorageException e) {
            // The lock ends with the process in any case, and nothing was written through its channel.
            return;
        }
    }
}
