package dev.quoin.core.bbolt;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file as a row of pages. Chooses the valid meta page that is newer, and reads one page at a time with positional
 * reads: the file may be larger than the heap, and a mapping would count as resident memory. Any thread may read.
 */
final class PageFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final long length;
    private final Meta meta;

    private PageFile(Path path, FileChannel channel, long length, Meta meta) {
        this.path = path;
        this.channel = channel;
        this.length = length;
        this.meta = meta;
    }

    /**
     * Opens a file.
     *
     * @param trailer how many bytes at the end do not belong to it
     */
    static PageFile open(Path path, int trailer) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            long length = channel.size() - trailer;
            Meta meta = MetaChoice.of(path, channel, length);
            PageFile file = new PageFile(path, channel, length, meta);
            file.checkMeta();
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void checkMeta() throws BboltException {
        long there = length / meta.pageSize();
        if (meta.pages() < Format.META_PAGES + 1 || meta.pages() > there) {
            throw new BboltException(
                    path,
                    "the meta page speaks of " + Long.toUnsignedString(meta.pages()) + " pages of " + meta.pageSize()
                            + " bytes, expected " + (Format.META_PAGES + 1) + " to the file's " + there);
        }
        requireInside(meta.root(), "the meta page's root");
        if (meta.freelist() != Format.NO_FREELIST) {
            requireInside(meta.freelist(), "the meta page's free list");
        }
    }

    Path path() {
        return path;
    }

    Meta meta() {
        return meta;
    }

    /** Checks that a page can be where it is said to be. */
    void requireInside(long id, String whose) throws BboltException {
        if (id < Format.META_PAGES || id >= meta.pages()) {
            throw new BboltException(
                    path,
                    whose + " is page " + Long.toUnsignedString(id) + ", expected " + Format.META_PAGES + " to "
                            + (meta.pages() - 1));
        }
    }

    /** Reads and checks the page with an id that has been checked. */
    Page page(long id) throws IOException {
        return PageReader.read(this, id);
    }

    /** Reads bytes of the file. */
    ByteBuffer read(long position, int size) throws IOException {
        return read(path, channel, position, size);
    }

    static ByteBuffer read(Path path, FileChannel channel, long position, int size) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (target.hasRemaining()) {
            if (channel.read(target, position + target.position()) < 0) {
                throw new BboltException(path, "ends at byte " + (position + target.position()) + ", expected more");
            }
        }
        return target.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
