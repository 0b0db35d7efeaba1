package dev.quoin.core.backup;

import dev.quoin.core.bbolt.BboltException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * The SHA-256 behind the database in a snapshot file. A database itself is whole blocks of 512 bytes, so the size tells
 * which it is.
 */
public final class SnapshotChecksum {
    private static final int BLOCK = 512;
    private static final int BUFFER = 1 << 17;

    private SnapshotChecksum() {}

    /** How many bytes of a file are its checksum: 32, or 0 for a database that was copied. */
    public static int size(Path file) throws IOException {
        return Files.size(file) % BLOCK == Backup.TRAILER ? Backup.TRAILER : 0;
    }

    /**
     * Compares a file with the checksum at its end.
     *
     * @param progress gets the number of bytes read so far
     * @throws IOException when they differ
     */
    public static void verify(Path file, LongConsumer progress) throws IOException {
        MessageDigest digest = Backup.sha256();
        long left = Files.size(file) - Backup.TRAILER;
        long read = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            while (read < left) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left - read));
                if (count < 0) {
                    throw new BboltException(file, "ends at byte " + read + ", expected " + left);
                }
                digest.update(buffer, 0, count);
                read += count;
                progress.accept(read);
            }
            String expected = HexFormat.of().formatHex(in.readNBytes(Backup.TRAILER));
            String actual = HexFormat.of().formatHex(digest.digest());
            if (!expected.equals(actual)) {
                throw new BboltException(file, "expected sha256 " + expected + ", got " + actual);
            }
        }
    }
}
