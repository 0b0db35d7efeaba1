package dev.quoin.core.bbolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the meta page that counts. Transactions write the two in turn, so one of them may be half-written; then the
 * other one counts. Where the first is unreadable the page size is unknown, and the second is looked for at every
 * possible place.
 */
final class MetaChoice {
    private MetaChoice() {}

    static Meta of(Path path, FileChannel channel, long length) throws IOException {
        Meta.Found first = at(path, channel, length, 0);
        Meta chosen = first.meta();
        if (chosen != null) {
            Meta.Found second = at(path, channel, length, chosen.pageSize());
            return newer(chosen, second.meta());
        }
        for (int size = Format.MIN_PAGE_SIZE; size <= Format.MAX_PAGE_SIZE; size <<= 1) {
            Meta second = at(path, channel, length, size).meta();
            if (second != null && second.pageSize() == size) {
                return second;
            }
        }
        throw new BboltException(path, 0, first.problem() + "; and no second meta page takes its place");
    }

    private static Meta newer(Meta first, @Nullable Meta second) {
        if (second == null || second.pageSize() != first.pageSize()) {
            return first;
        }
        return Long.compareUnsigned(second.txid(), first.txid()) > 0 ? second : first;
    }

    private static Meta.Found at(Path path, FileChannel channel, long length, long position) throws IOException {
        int size = Format.PAGE_HEADER + Format.META_SIZE;
        if (position + size > length) {
            return new Meta.Found(null, "the file ends at byte " + Math.max(0, length) + ", expected a meta page");
        }
        ByteBuffer page = PageFile.read(path, channel, position, size);
        Meta.Found found = Meta.read(page.position(Format.PAGE_HEADER));
        return found.meta() != null && page.getShort(8) != Format.META
                ? new Meta.Found(
                        null, "flags are 0x" + Integer.toHexString(page.getShort(8)) + ", expected a meta page")
                : found;
    }
}
