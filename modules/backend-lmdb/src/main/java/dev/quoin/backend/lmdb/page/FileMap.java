package dev.quoin.backend.lmdb.page;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.quoin.api.storage.StorageException;
import dev.quoin.api.storage.StorageException.Kind;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * One map of a file for as far as it may ever grow, by mmap(2) itself. Java's own maps end where the file ends, so a
 * file that grows would need one after the other, and a page counts as resident once for each. What lies behind the end
 * of the file must not be touched.
 */
public final class FileMap {
    private static final int PROT_READ = 1;
    private static final int MAP_SHARED = 1;
    private static final long MAP_FAILED = -1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MMAP = function(
            "mmap", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MUNMAP =
            function("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

    private FileMap() {}

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
    }

    /**
     * Maps an open file for reading. The map goes once nobody refers to it any more, so that a late reader finds it.
     */
    public static MemorySegment of(Path file, int descriptor, long bytes) {
        try {
            long address = (long) MMAP.invokeExact(0L, bytes, PROT_READ, MAP_SHARED, descriptor, 0L);
            if (address == MAP_FAILED) {
                throw new StorageException(
                        Kind.IO, file + ": no address space for a map of " + bytes + " bytes (lower --lmdb-max-size)");
            }
            return MemorySegment.ofAddress(address)
                    .reinterpret(bytes, Arena.ofAuto(), map -> unmap(map.address(), bytes));
        } catch (StorageException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("mmap throws nothing itself", e);
        }
    }

    private static void unmap(long address, long bytes) {
        try {
            int ignored = (int) MUNMAP.invokeExact(address, bytes);
        } catch (Throwable e) {
            throw new AssertionError("munmap throws nothing itself", e);
        }
    }
}
