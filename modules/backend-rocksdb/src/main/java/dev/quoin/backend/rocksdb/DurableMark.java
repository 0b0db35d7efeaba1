package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.StorageException;
import dev.quoin.backend.support.AlternatingMark;
import dev.quoin.backend.support.AlternatingMark.Mark;
import dev.quoin.backend.support.StorageErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file DURABLE: the index of the last sync, kept apart from RocksDB. RocksDB takes a manifest that was cut off for
 * one that ends there, and would open at an older state without a word; with the mark, that is an error.
 */
final class DurableMark implements AutoCloseable {
    static final String NAME = "DURABLE";

    private static final long MAGIC = 0x51756f696e526f63L; // "QuoinRoc"
    private static final int FORMAT = 1;

    private final Path file;
    private final FileChannel channel;
    private final AlternatingMark slots;
    private Mark last = new Mark(0, 0);

    private DurableMark(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.slots = new AlternatingMark(file, channel, MAGIC, FORMAT);
    }

    /** Opens the mark, or makes a new one when there is no store yet. */
    static DurableMark open(Path directory, boolean storePresent) {
        Path file = directory.resolve(NAME);
        if (storePresent && !Files.exists(file)) {
            throw StorageErrors.corrupt(file, "missing");
        }
        try {
            DurableMark mark = new DurableMark(
                    file,
                    FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            try {
                mark.start(storePresent, directory);
                return mark;
            } catch (IOException | StorageException e) {
                mark.channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }

    /** Makes a mark in a folder that has none. */
    static void create(Path directory, long durable) {
        try (DurableMark mark = open(directory, false)) {
            mark.advance(durable);
        }
    }

    private void start(boolean storePresent, Path directory) throws IOException {
        Mark found = slots.read();
        if (storePresent && found == null) {
            throw StorageErrors.corrupt(file, "damaged");
        }
        if (!storePresent && found != null && found.value() > 0) {
            throw StorageErrors.corrupt(
                    directory, "no file of the store is there, but index " + found.value() + " was synced");
        }
        if (storePresent && found != null) {
            last = found;
            return;
        }
        write(0);
        write(0);
        try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** The index of the last sync. */
    long index() {
        return last.value();
    }

    /** Makes an index durable that the store has made durable before. */
    void advance(long durable) {
        if (durable > last.value()) {
            try {
                write(durable);
            } catch (IOException e) {
                throw StorageErrors.of(file, e);
            }
        }
    }

    private void write(long durable) throws IOException {
        Mark next = new Mark(last.number() + 1, durable);
        slots.write(next);
        last = next;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }
}
