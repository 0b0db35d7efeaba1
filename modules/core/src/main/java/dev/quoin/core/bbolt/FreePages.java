package dev.quoin.core.bbolt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The pages between trees and their roots, and the page that lists them. */
final class FreePages {
    private final long start;
    private final long pages;
    private final List<Run> runs = new ArrayList<>();

    private record Run(long first, long count) {}

    /**
     * @param start where the list's page stands
     * @param most how many pages it may have to list
     */
    FreePages(long start, long most) {
        this.start = start;
        this.pages = Region.pagesFor(Format.PAGE_HEADER + Long.BYTES * (most + 1));
    }

    long start() {
        return start;
    }

    void add(long first, long count) {
        runs.add(new Run(first, count));
    }

    /** The page behind the list. */
    long end() {
        return start + pages;
    }

    /** The list, once all free pages are known. */
    ByteBuffer page() {
        long count = runs.stream().mapToLong(Run::count).sum();
        boolean many = count >= Format.MANY;
        ByteBuffer page = PageWriter.header(start, Format.FREELIST, many ? Format.MANY : (int) count, pages);
        if (many) {
            page.putLong(count);
        }
        for (Run run : runs) {
            for (long id = run.first(); id < run.first() + run.count(); id++) {
                page.putLong(id);
            }
        }
        return page.clear();
    }
}
