package dev.quoin.backend.rocksdb;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.quoin.backend.support.MovingWindow;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/**
 * The three calls that a scan makes for each record, straight into RocksDB's C API instead of by way of JNI. RocksDB's
 * Java library contains that API. A list of 100,000 keys takes 11 % less CPU this way (median of three rounds by turns,
 * against the same distribution without the right to call native code). For one thread, as its cursor.
 *
 * <p>The C API's iterator is a struct whose one field points to the C++ iterator (db/c.cc). The Java object holds the
 * same pointer, so a struct that is made here stands for the same iterator. No contract of RocksDB's says so. Therefore
 * this is used with one version of the library only, the one that it was tested with; cursors use JNI with any other.
 */
final class DirectScan {
    /** The version of RocksDB that this was tested with. */
    static final String TESTED_VERSION = "10.10.1";

    /** The struct, and room for a length that is returned. */
    private static final long CELL_BYTES = 16;

    private static final long LENGTH_AT = 8;

    /** Cells are kept for the next scan: as many as were ever open at once. */
    private static final Queue<MemorySegment> CELLS = new ConcurrentLinkedQueue<>();

    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    /** Used from here, and not from a field of each object: only what is constant is compiled into the loop. */
    private static final @Nullable Functions FUNCTIONS = Functions.find();

    private final MemorySegment cell;
    private final long address;
    private final MovingWindow window = new MovingWindow(MEMORY);

    /** RocksDB's level at which a thread counts nothing. */
    private static final int COUNT_NOTHING = 1;

    private record Functions(MethodHandle next, MethodHandle valid, MethodHandle value, MethodHandle setPerfLevel) {
        /**
         * Null where the library does not show them, as on other systems perhaps, or this module may not call native
         * code.
         */
        static @Nullable Functions find() {
            SymbolLookup symbols = SymbolLookup.loaderLookup();
            MemorySegment next = symbols.find("rocksdb_iter_next").orElse(null);
            MemorySegment valid = symbols.find("rocksdb_iter_valid").orElse(null);
            MemorySegment value = symbols.find("rocksdb_iter_value").orElse(null);
            MemorySegment setPerfLevel = symbols.find("rocksdb_set_perf_level").orElse(null);
            boolean permitted = DirectScan.class.getModule().isNativeAccessEnabled();
            if (next == null || valid == null || value == null || setPerfLevel == null || !permitted) {
                return null;
            }
            // A step may read from the disk; the other two only look, and need not be told to the virtual machine.
            return new Functions(
                    handle(next, FunctionDescriptor.ofVoid(JAVA_LONG)),
                    handle(valid, FunctionDescriptor.of(JAVA_BYTE, JAVA_LONG), Linker.Option.critical(false)),
                    handle(value, pointerOf(JAVA_LONG, JAVA_LONG), Linker.Option.critical(false)),
                    handle(setPerfLevel, FunctionDescriptor.ofVoid(JAVA_INT), Linker.Option.critical(false)));
        }

        /** Pointers are passed as numbers, which spares an object for each. */
        private static FunctionDescriptor pointerOf(MemoryLayout... arguments) {
            return FunctionDescriptor.of(JAVA_LONG, arguments);
        }

        private static MethodHandle handle(
                MemorySegment symbol, FunctionDescriptor descriptor, Linker.Option... options) {
            return Linker.nativeLinker().downcallHandle(symbol, descriptor, options);
        }
    }

    private DirectScan(RocksIterator iterator) {
        MemorySegment kept = CELLS.poll();
        cell = kept == null ? Arena.global().allocate(CELL_BYTES, Long.BYTES) : kept;
        cell.set(JAVA_LONG, 0, iterator.getNativeHandle());
        address = cell.address();
    }

    /** On an iterator, or null where that is not possible. */
    static @Nullable DirectScan on(RocksIterator iterator) {
        if (FUNCTIONS == null) {
            return null;
        }
        DirectScan scan = new DirectScan(iterator);
        scan.countNothing();
        return scan;
    }

    /**
     * Tells RocksDB to count nothing on this thread. RocksDB counts steps and bytes for each thread, which nobody asks
     * for, and finding the thread's counters takes longer than counting. A new scan calls this itself; a scan that may
     * have moved to another thread calls it again before many steps.
     */
    void countNothing() {
        try {
            functions().setPerfLevel.invokeExact(COUNT_NOTHING);
        } catch (Throwable e) {
            throw new AssertionError("the functions throw nothing themselves", e);
        }
    }

    private static Functions functions() {
        return Objects.requireNonNull(FUNCTIONS);
    }

    /** Moves on; whether the iterator stands on a record. */
    boolean next() {
        try {
            functions().next.invokeExact(address);
            return (byte) functions().valid.invokeExact(address) != 0;
        } catch (Throwable e) {
            throw new AssertionError("the functions throw nothing themselves", e);
        }
    }

    /** Shows the value where it lies, until the next move. */
    ByteBuffer value() {
        try {
            long from = (long) functions().value.invokeExact(address, address + LENGTH_AT);
            return window.at(from, Math.toIntExact(cell.get(JAVA_LONG, LENGTH_AT)));
        } catch (Throwable e) {
            throw new AssertionError("the functions throw nothing themselves", e);
        }
    }

    /** Copies the value into an array as far as there is room, and returns its length. */
    int value(byte[] target) {
        try {
            long from = (long) functions().value.invokeExact(address, address + LENGTH_AT);
            int length = Math.toIntExact(cell.get(JAVA_LONG, LENGTH_AT));
            MemorySegment.copy(MEMORY, JAVA_BYTE, from, target, 0, Math.min(length, target.length));
            return length;
        } catch (Throwable e) {
            throw new AssertionError("the functions throw nothing themselves", e);
        }
    }

    /** The iterator must not be used through this any more. */
    void close() {
        CELLS.offer(cell);
    }
}
