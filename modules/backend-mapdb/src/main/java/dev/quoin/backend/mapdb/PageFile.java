package dev.quoin.backend.mapdb;

import dev.quoin.backend.support.StorageErrors;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The pages of the file. Written through the channel, read through a map; each is compared with its checksum when it is
 * first read. Written by one thread, read by any.
 */
final class PageFile implements AutoCloseable {
    static final int SIZE = 4096;

    private static final long LEAST_STEP = 256 << 10;

    private final Path file;
    private final RandomAccessFile access;
    private final FileChannel channel;
    private volatile MemorySegment map = MemorySegment.NULL;
    private volatile long[] checked = new long[64];

    PageFile(Path file) {
        this.file = file;
        try {
            access = new RandomAccessFile(file.toFile(), "rw");
            channel = access.getChannel();
            remap(channel.size());
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }

    Path file() {
        return file;
    }

    long pages() {
        return map.byteSize() / SIZE;
    }

    /** The content of a page, which must have the checksum. */
    MemorySegment read(long page, int checksum) {
        MemorySegment now = map;
        if ((page + 1) * SIZE > now.byteSize()) {
            throw StorageErrors.corrupt(file, "cut off before page " + page);
        }
        MemorySegment content = now.asSlice(page * SIZE, SIZE);
        long[] words = checked;
        int word = (int) (page >>> 6);
        if ((words[word] & (1L << page)) == 0) {
            if (checksum(content.asByteBuffer()) != checksum) {
                throw StorageErrors.corrupt(file, "page " + page + " does not match its checksum");
            }
            // a bit that is lost to another thread only makes a page be compared again
            words[word] |= 1L << page;
        }
        return content;
    }

    /** A page that carries its checksum itself. */
    ByteBuffer superblock(int slot) {
        return map.asSlice((long) slot * SIZE, SIZE).asByteBuffer();
    }

    /**
     * Writes a page and returns its checksum. Whoever reads it must do so after this, by what it learns from the
     * writer.
     */
    int write(long page, ByteBuffer content) {
        try {
            if ((page + 1) * SIZE > map.byteSize()) {
                grow((page + 1) * SIZE);
            }
            ByteBuffer source = content.duplicate();
            long at = page * SIZE;
            while (source.hasRemaining()) {
                at += channel.write(source, at);
            }
            checked[(int) (page >>> 6)] &= ~(1L << page);
            return checksum(content.duplicate());
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }

    private void grow(long needed) throws IOException {
        long step = Math.max(LEAST_STEP, Long.highestOneBit(needed) / 8);
        long length = (needed + step - 1) / step * step;
        access.setLength(length);
        remap(length);
    }

    /** The mapping before is left to the collector, because readers may be at it. */
    private void remap(long length) throws IOException {
        int words = (int) (length / SIZE / 64 + 1);
        if (words > checked.length) {
            checked = Arrays.copyOf(checked, words + words / 4);
        }
        map = channel.map(FileChannel.MapMode.READ_ONLY, 0, length / SIZE * SIZE, Arena.ofAuto());
    }

    /** Makes all that was written durable. */
    void force() {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }

    static int checksum(ByteBuffer content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        try {
            access.close();
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }
}
