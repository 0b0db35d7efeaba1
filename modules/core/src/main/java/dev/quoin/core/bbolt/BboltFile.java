package dev.quoin.core.bbolt;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A bbolt file opened for reading. Every page is checked when it is read, so damage shows as a {@link BboltException}
 * that names the page, also in the midst of a walk; {@link #check} looks at the whole file. Nothing is locked: nobody
 * may write meanwhile.
 */
public final class BboltFile implements Closeable {
    private final PageFile pages;

    private BboltFile(PageFile pages) {
        this.pages = pages;
    }

    /** Opens a file. */
    public static BboltFile open(Path path) throws IOException {
        return open(path, 0);
    }

    /**
     * Opens a file with something else at its end.
     *
     * @param trailer how many bytes at the end do not belong to it
     */
    public static BboltFile open(Path path, int trailer) throws IOException {
        return new BboltFile(PageFile.open(path, trailer));
    }

    /** The bucket that holds the others. */
    public Bucket root() {
        return Bucket.root(pages);
    }

    /** How many bytes the pages take that are in use or free. */
    public long size() {
        return pages.meta().pages() * pages.meta().pageSize();
    }

    /**
     * Walks the whole file: every page must be free or belong to exactly one tree.
     *
     * @throws BboltException naming the first page that does not
     */
    public void check() throws IOException {
        new FileCheck(pages).run();
    }

    @Override
    public void close() throws IOException {
        pages.close();
    }
}
