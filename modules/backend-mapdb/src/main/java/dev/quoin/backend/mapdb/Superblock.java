package dev.quoin.backend.mapdb;

import dev.quoin.backend.support.StorageErrors;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One of the first four pages of the file: the root of one state, of which there are two copies.
 *
 * @param sequence counts the states; its lowest bit says which two pages it is in
 * @param length of MapDB's space, in pages
 * @param appliedIndex that the state holds
 * @param directories where the directories of the page table lie, as entries like those of the page table
 */
record Superblock(long sequence, long length, long appliedIndex, long[] directories) {
    private static final long MAGIC = 0x51756f696e4d6170L; // "QuoinMap"
    private static final int FORMAT = 1;
    private static final int HEADER = 64;
    private static final int CRC_AT = PageFile.SIZE - Integer.BYTES;
    /** Each covers a gibibyte. */
    static final int MOST_DIRECTORIES = (CRC_AT - HEADER) / Long.BYTES;

    ByteBuffer write() {
        ByteBuffer page = ByteBuffer.allocate(PageFile.SIZE)
                .putLong(MAGIC)
                .putInt(FORMAT)
                .putInt(directories.length)
                .putLong(sequence)
                .putLong(length)
                .putLong(appliedIndex);
        page.position(HEADER);
        for (long directory : directories) {
            page.putLong(directory);
        }
        return page.putInt(
                        CRC_AT, PageFile.checksum(page.duplicate().position(0).limit(CRC_AT)))
                .clear();
    }

    /** Null for a page that is none, or not whole. */
    static @Nullable Superblock read(Path file, ByteBuffer page) {
        int crc = PageFile.checksum(page.duplicate().position(0).limit(CRC_AT));
        if (page.getLong(0) != MAGIC || page.getInt(CRC_AT) != crc) {
            return null;
        }
        if (page.getInt(8) != FORMAT) {
            throw StorageErrors.corrupt(
                    file, "format " + page.getInt(8) + " is not known to this version, only " + FORMAT);
        }
        long[] directories = new long[page.getInt(12)];
        for (int i = 0; i < directories.length; i++) {
            directories[i] = page.getLong(HEADER + i * Long.BYTES);
        }
        return new Superblock(page.getLong(16), page.getLong(24), page.getLong(32), directories);
    }
}
