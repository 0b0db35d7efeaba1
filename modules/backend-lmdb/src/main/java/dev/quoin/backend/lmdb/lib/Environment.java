package dev.quoin.backend.lmdb.lib;

import dev.quoin.backend.lmdb.page.DataFile;
import dev.quoin.backend.lmdb.page.FileMap;
import dev.quoin.backend.support.StorageErrors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/** LMDB's environment: the open file, as its writer sees it. */
public final class Environment implements AutoCloseable {
    private static final int FILE_MODE = 0644;

    private final Lmdb lmdb;
    private final Path file;
    private final MemorySegment handle;
    private final long maxSize;

    private Environment(Lmdb lmdb, Path file, MemorySegment handle, long maxSize) {
        this.lmdb = lmdb;
        this.file = file;
        this.handle = handle;
        this.maxSize = maxSize;
    }

    /**
     * Opens the file in a directory.
     *
     * @param maxSize bytes that the file may grow to
     * @param databases how many of its databases will have a handle
     * @param readers how many read transactions may be open at a time
     */
    public static Environment open(Lmdb lmdb, Path directory, long maxSize, int databases, int readers) {
        Path file = directory.resolve(DataFile.NAME);
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment out = scratch.allocate(ValueLayout.ADDRESS);
            check(lmdb, file, lmdb.envCreate(out));
            MemorySegment handle = out.get(ValueLayout.ADDRESS, 0);
            try {
                // those that are stored but not asked for need no handle
                check(lmdb, file, lmdb.envConfigure(handle, maxSize, databases, readers));
                MemorySegment path = scratch.allocateFrom(directory.toString());
                check(lmdb, file, lmdb.envOpen(handle, path, Lmdb.NO_TLS | Lmdb.NO_READ_AHEAD, FILE_MODE));
                return new Environment(lmdb, file, handle, maxSize);
            } catch (RuntimeException e) {
                lmdb.envClose(handle);
                throw e;
            }
        }
    }

    private static void check(Lmdb lmdb, Path file, int code) {
        if (code != 0) {
            throw LmdbErrors.of(file, code, lmdb.message(code));
        }
    }

    void check(int code) {
        check(lmdb, file, code);
    }

    Lmdb lmdb() {
        return lmdb;
    }

    MemorySegment handle() {
        return handle;
    }

    /** The whole file and what it may grow to, for readers. */
    public MemorySegment map() {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment descriptor = scratch.allocate(ValueLayout.JAVA_INT);
            check(lmdb.envDescriptor(handle, descriptor));
            // a file that is larger than it may be now stays readable
            return FileMap.of(file, descriptor.get(ValueLayout.JAVA_INT, 0), Math.max(maxSize, Files.size(file)));
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }

    public WriteTransaction write() {
        return new WriteTransaction(this);
    }

    @Override
    public void close() {
        lmdb.envClose(handle);
    }
}
