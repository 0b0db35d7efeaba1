package dev.quoin.testkit.host;

import java.io.IOException;
import java.nio.file.Path;

/** Decides before each operation of a {@link SimDisk} whether it goes wrong. */
@FunctionalInterface
public interface DiskFault {
    /**
     * Is called before an operation, and returns to let it happen. A {@link DiskOperation#SYNC} that fails here loses a
     * part of the data for good, as on Linux.
     *
     * @throws IOException to fail it, as the operating system would
     */
    void before(DiskOperation operation, Path path) throws IOException;

    /**
     * Fails the n-th operation of a kind (the next one is 1) with a message such as {@code Input/output error}, and no
     * other.
     */
    static DiskFault failNth(DiskOperation kind, int n, String message) {
        int[] left = {n};
        return (operation, path) -> {
            if (operation == kind && --left[0] == 0) {
                throw new IOException(path + ": " + message);
            }
        };
    }

    /**
     * The process dies right before the n-th operation that changes something (the next one is 1): nothing after it
     * happens.
     */
    static DiskFault dieAtMutation(int n) {
        int[] left = {n};
        return (operation, path) -> {
            if (operation.mutates() && --left[0] <= 0) {
                throw new ProcessEnded("died before " + operation + " of " + path);
            }
        };
    }
}
