package dev.quoin.testkit.host;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a file, kept in pages so that large stretches of zeros cost nothing. */
final class Bytes {
    private static final int PAGE = 4096;

    private final Map<Long, byte[]> pages = new HashMap<>();
    private long size;

    Bytes copy() {
        Bytes copy = new Bytes();
        pages.forEach((number, page) -> copy.pages.put(number, page.clone()));
        copy.size = size;
        return copy;
    }

    long size() {
        return size;
    }

    /** Cutting and extending again leaves zeros behind, as a file system does. */
    void setSize(long newSize) {
        if (newSize < size) {
            pages.keySet().removeIf(number -> number * PAGE >= newSize);
            byte[] last = pages.get(newSize / PAGE);
            if (last != null) {
                Arrays.fill(last, (int) (newSize % PAGE), PAGE, (byte) 0);
            }
        }
        size = newSize;
    }

    /** Writes within a range of the file only; a null source stands for zeros. Does not change the size. */
    void put(long position, byte @Nullable [] source, int offset, long length) {
        for (long done = 0; done < length; ) {
            long at = position + done;
            int inPage = (int) (at % PAGE);
            int part = (int) Math.min(PAGE - inPage, length - done);
            byte[] page =
                    source == null ? pages.get(at / PAGE) : pages.computeIfAbsent(at / PAGE, number -> new byte[PAGE]);
            if (page != null && source != null) {
                System.arraycopy(source, offset + (int) done, page, inPage, part);
            } else if (page != null) {
                Arrays.fill(page, inPage, inPage + part, (byte) 0);
            }
            done += part;
        }
    }

    /** Fills the target as far as the file reaches; returns how many bytes that were. */
    int get(long position, byte[] target) {
        int length = (int) Math.max(0, Math.min(target.length, size - position));
        for (int done = 0; done < length; ) {
            long at = position + done;
            int inPage = (int) (at % PAGE);
            int part = Math.min(PAGE - inPage, length - done);
            byte[] page = pages.get(at / PAGE);
            if (page == null) {
                Arrays.fill(target, done, done + part, (byte) 0);
            } else {
                System.arraycopy(page, inPage, target, done, part);
            }
            done += part;
        }
        return length;
    }
}
