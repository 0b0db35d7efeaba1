package dev.quoin.testkit.host;

import dev.quoin.api.host.Disk;
import dev.quoin.api.host.DiskFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Files in memory, with the durability that POSIX promises and no more. After {@link #crash} each sector of a file
 * holds any prefix of the writes since its last sync. Its name is that of the last {@link #syncDirectory}, or of any
 * moment since. For one thread at a time.
 */
public final class SimDisk implements Disk {
    private final RandomGenerator random;
    private final FileNames names = new FileNames();
    private DiskFault fault = (operation, path) -> {};
    private long capacity = Long.MAX_VALUE;
    private LongConsumer takesTime = nanos -> {};
    private LongSupplier clock = () -> 0;
    private long maxSyncNanos;
    private int generation;

    /** Makes an empty disk. @param random decides what a crash leaves behind */
    public SimDisk(RandomGenerator random) {
        this.random = random;
    }

    /** Puts a fault in place of the one that is set. */
    public void inject(DiskFault newFault) {
        fault = newFault;
    }

    /** Ends all faults. */
    public void heal() {
        fault = (operation, path) -> {};
        capacity = Long.MAX_VALUE;
    }

    /** Limits the sizes of all files together; beyond it writes fail as on a full disk. */
    public void setCapacity(long bytes) {
        capacity = bytes;
    }

    /** The sizes of all files together. */
    public long used() {
        return names.files().mapToLong(content -> content.seen().size()).sum();
    }

    /**
     * Lets every sync take up to so many nanoseconds of virtual time; what it writes is durable when they are over, not
     * before.
     */
    public void setMaxSyncNanos(long nanos) {
        maxSyncNanos = nanos;
    }

    /** Lives in a time of which syncs take some. */
    void live(LongSupplier now, LongConsumer taken) {
        clock = now;
        takesTime = taken;
    }

    long now() {
        return clock.getAsLong();
    }

    /** The power goes: what was not durable is lost, kept or torn. Open files become useless. */
    public void crash() {
        names.crash(random, now());
        generation++;
    }

    /** The process dies, the operating system lives: nothing is lost. Open files become useless. */
    public void closeAll() {
        generation++;
    }

    /** Makes everything durable, for a test that wants to begin from a settled state. */
    public void settle() {
        names.files().forEach(FileContent::sync);
        names.syncAll();
    }

    /** Flips one bit of a file, also of what is durable. @param bit from 0, the lowest bit of the first byte */
    public void flipBit(Path file, long bit) {
        FileContent content = existing(file);
        byte[] one = new byte[1];
        content.seen().get(bit / 8, one);
        content.damage(bit / 8, (byte) (one[0] ^ (1 << (bit % 8))));
    }

    /** Overwrites a part of a file, also of what is durable. */
    public void damage(Path file, long position, byte[] bytes) {
        FileContent content = existing(file);
        for (int i = 0; i < bytes.length; i++) {
            content.damage(position + i, bytes[i]);
        }
    }

    /** All bytes of a file as processes see them. */
    public byte[] content(Path file) {
        Bytes seen = existing(file).seen();
        byte[] all = new byte[Math.toIntExact(seen.size())];
        seen.get(0, all);
        return all;
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        before(DiskOperation.OPEN, file);
        return new SimFile(this, file, names.openOrCreate(absolute(file)), true, generation);
    }

    @Override
    public DiskFile openForRead(Path file) throws IOException {
        before(DiskOperation.OPEN, file);
        return new SimFile(this, file, names.file(absolute(file)), false, generation);
    }

    @Override
    public boolean exists(Path path) {
        return names.exists(absolute(path));
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return names.list(absolute(directory)).stream()
                .map(path -> directory.resolve(path.getFileName()))
                .toList();
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        before(DiskOperation.CREATE_DIRECTORY, directory);
        names.createDirectories(absolute(directory));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        before(DiskOperation.RENAME, from);
        names.rename(absolute(from), absolute(to));
    }

    @Override
    public void delete(Path file) throws IOException {
        before(DiskOperation.DELETE, file);
        names.delete(absolute(file));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        before(DiskOperation.SYNC_DIRECTORY, directory);
        names.sync(absolute(directory));
        spend();
    }

    void before(DiskOperation operation, Path path) throws IOException {
        fault.before(operation, path);
    }

    void checkOpen(int openedIn, Path path) throws IOException {
        if (openedIn != generation) {
            throw new IOException(path + ": opened by a process that has ended");
        }
    }

    void reserve(long bytes, Path path) throws IOException {
        if (bytes > 0 && used() + bytes > capacity) {
            throw new IOException(path + ": No space left on device");
        }
    }

    RandomGenerator random() {
        return random;
    }

    void spend() {
        if (maxSyncNanos > 0) {
            takesTime.accept(random.nextLong(maxSyncNanos));
        }
    }

    private FileContent existing(Path file) {
        try {
            return names.file(absolute(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("no such file: " + file, e);
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
