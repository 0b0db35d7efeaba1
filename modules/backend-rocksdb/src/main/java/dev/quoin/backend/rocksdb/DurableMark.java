package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The file DURABLE: the index of the last sync, kept apart from RocksDB. RocksDB takes a manifest that was cut off for one that ends there, and
 * would open at an older state without a word; with the mark, that is an error. Two slots are written in turn, so that a torn write leaves
 * the other.
 */
final class DurableMark implements AutoCloseable {
    static final String NAME = "DURABLE";

    private static final long MAGIC = 0x51756f696e526f63L; // "QuoinRoc"
    private static final int FORMAT = 1;
    private static final int SLOT = 4096;
    private static final int CHECKED = 28;
    private static final int LENGTH = 32;

    private final Path file;
    private final FileChannel channel;
    private long turn;
    private long index;

    private DurableMark(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens the mark, or makes a new one when there is no store yet. */
    static DurableMark open(Path directory, boolean storePresent) {
        Path file = directory.resolve(NAME);
        if (storePresent && !Files.exists(file)) {
            throw new StorageException(Kind.CORRUPT, file + ": missing");
        }
        try {
            DurableMark mark = new DurableMark(
                    file,
                    FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            mark.start(storePresent, directory);
            return mark;
        } catch (IOException e) {
            throw new StorageException(Kind.IO, file + ": " + e.getMessage(), e);
        }
    }

    /** Makes a mark in a folder that has none. */
    static void create(Path directory, long durable) {
        try (DurableMark mark = open(directory, false)) {
            mark.advance(durable);
        }
    }

    private void start(boolean storePresent, Path directory) throws IOException {
        boolean found = read(0) | read(1);
        if (storePresent && !found) {
            channel.close();
            throw new StorageException(Kind.CORRUPT, file + ": damaged");
        }
        if (!storePresent && index > 0) {
            channel.close();
            throw new StorageException(
                    Kind.CORRUPT, directory + ": no file of the store is there, but index " + index + " was synced");
        }
        if (!storePresent) {
            index = 0;
            turn = 0;
            write(0);
            write(0);
            try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    /** Takes a slot over when it is whole and newer. */
    private boolean read(int slot) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH);
        while (buffer.hasRemaining() && channel.read(buffer, (long) slot * SLOT + buffer.position()) > 0) {}
        if (buffer.hasRemaining() || buffer.getLong(0) != MAGIC || buffer.getInt(CHECKED) != crc(buffer)) {
            return false;
        }
        if (buffer.getInt(8) != FORMAT) {
            channel.close();
            throw new StorageException(
                    Kind.CORRUPT,
                    file + ": format " + buffer.getInt(8) + " is not known to this version, only " + FORMAT);
        }
        if (buffer.getLong(12) > turn) {
            turn = buffer.getLong(12);
            index = buffer.getLong(20);
        }
        return true;
    }

    /** The index of the last sync. */
    long index() {
        return index;
    }

    /** Makes an index durable that the store has made durable before. */
    void advance(long durable) {
        if (durable > index) {
            try {
                write(durable);
            } catch (IOException e) {
                throw new StorageException(Kind.IO, file + ": " + e.getMessage(), e);
            }
            index = durable;
        }
    }

    private void write(long durable) throws IOException {
        turn++;
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH)
                .putLong(MAGIC)
                .putInt(FORMAT)
                .putLong(turn)
                .putLong(durable);
        buffer.putInt(crc(buffer)).flip();
        long at = turn % 2 * SLOT;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
        channel.force(false);
    }

    private static int crc(ByteBuffer buffer) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.array(), 0, CHECKED);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StorageException(Kind.IO, file + ": " + e.getMessage(), e);
        }
    }
}
