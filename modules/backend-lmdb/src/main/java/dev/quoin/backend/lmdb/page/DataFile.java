package dev.quoin.backend.lmdb.page;

import dev.quoin.backend.support.StorageErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Checks the data file before LMDB maps it, because LMDB trusts it: a file that is shorter than its meta page says
 * would end the process.
 *
 * @param newest the state that LMDB will open
 * @param before the state that the sums hold for, when that is the one before
 */
public record DataFile(Meta newest, @Nullable Meta before) {
    public static final String NAME = "data.mdb";

    /** Finds the state that the sums hold for, or the one after it. */
    public static DataFile check(Path directory, Sums sums) {
        Path file = directory.resolve(NAME);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Meta even = readMeta(channel, 0);
            Meta odd = readMeta(channel, 1);
            if (even == null || odd == null) {
                throw StorageErrors.corrupt(file, "a meta page is damaged");
            }
            boolean oddIsNewer = odd.txnId() > even.txnId();
            DataFile found = choose(file, sums, oddIsNewer ? odd : even, oddIsNewer ? even : odd);
            checkLength(file, channel.size(), found.newest);
            return found;
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }

    /** A file that has no sums must be one that LMDB made and no transaction was written to. */
    public static void checkUnused(Path directory) {
        Path file = directory.resolve(NAME);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Meta even = readMeta(channel, 0);
            Meta odd = readMeta(channel, 1);
            boolean unused = channel.size() <= 2 * Pages.SIZE
                    && (even == null || even.txnId() == 0)
                    && (odd == null || odd.txnId() == 0);
            if (!unused) {
                throw StorageErrors.corrupt(directory.resolve(Sums.NAME), "missing or damaged");
            }
        } catch (IOException e) {
            throw StorageErrors.of(file, e);
        }
    }

    public static boolean isPresent(Path directory) {
        return Files.exists(directory.resolve(NAME));
    }

    private static @Nullable Meta readMeta(FileChannel channel, int page) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Meta.LENGTH);
        while (buffer.hasRemaining() && channel.read(buffer, (long) page * Pages.SIZE + buffer.position()) > 0) {}
        return Meta.read(buffer.flip());
    }

    /** The newest is the one stamped, or the one after it when the process died before it could stamp. */
    private static DataFile choose(Path file, Sums sums, Meta newest, Meta older) {
        if (newest.pageSize() != Pages.SIZE) {
            throw StorageErrors.corrupt(file, "pages of " + newest.pageSize() + " bytes, not of " + Pages.SIZE);
        }
        if (newest.txnId() == sums.txnId() && newest.crc() == sums.metaCrc()) {
            return new DataFile(newest, null);
        }
        if (newest.txnId() == sums.txnId() + 1 && older.txnId() == sums.txnId() && older.crc() == sums.metaCrc()) {
            return new DataFile(newest, older);
        }
        throw StorageErrors.corrupt(
                file,
                "its meta pages are damaged: they end at transaction " + newest.txnId() + ", but " + sums.txnId()
                        + " was synced");
    }

    private static void checkLength(Path file, long length, Meta meta) {
        if (length / Pages.SIZE <= meta.lastPage()) {
            throw StorageErrors.corrupt(
                    file, "cut off: " + length + " bytes, but its last page is number " + meta.lastPage());
        }
    }
}
