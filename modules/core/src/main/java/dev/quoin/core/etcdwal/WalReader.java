package dev.quoin.core.etcdwal;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.quoin.core.etcdwal.WalFiles.WalFile;
import dev.quoin.protocol.wal.Record;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a log in order, file after file, and checks the chain of their checksums. A last record that a
 * crash has cut short ends the log, by the rule with which etcd repairs one; all other damage is an error. Changes
 * nothing.
 */
final class WalReader implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Iterator<WalFile> files;
    private final ChainedCrc crc = new ChainedCrc();
    private Path path = Path.of("");
    private @Nullable DataInputStream in;
    private long size;
    private long offset;
    /** Where the record at hand begins. */
    private long recordAt;

    private boolean newest;
    private boolean ended;
    private @Nullable String torn;

    WalReader(List<WalFile> files) {
        this.files = files.iterator();
    }

    /** What was cut off at the end, or null. */
    @Nullable
    String torn() {
        return torn;
    }

    /** The next record that is no link between files; null at the end. */
    @Nullable
    Record next() throws IOException {
        while (!ended) {
            DataInputStream file = in;
            if (file == null) {
                openNext();
                continue;
            }
            Record record = read(file);
            if (record == null) {
                file.close();
                in = null;
                continue;
            }
            if (record.getType() != WalFormat.CRC) {
                return record;
            }
            link(record);
        }
        return null;
    }

    private void openNext() throws IOException {
        if (!files.hasNext()) {
            ended = true;
            return;
        }
        path = files.next().path();
        newest = !files.hasNext();
        size = Files.size(path);
        offset = 0;
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER));
    }

    /** A file begins with the checksum with which the one before ended. */
    private void link(Record record) throws WalException {
        if (crc.value() != 0 && crc.value() != record.getCrc()) {
            throw damaged(
                    "checksum is " + hex(record.getCrc()) + ", expected " + hex(crc.value()) + " of the file before");
        }
        crc.value(record.getCrc());
    }

    /** The record at hand, null where the file has no more. */
    private @Nullable Record read(DataInputStream file) throws IOException {
        recordAt = offset;
        if (size - offset == 0) {
            return null;
        }
        if (size - offset < WalFormat.FRAME) {
            return cutShort("the file ends within the size of a record");
        }
        long frame = Long.reverseBytes(file.readLong());
        if (frame == 0) {
            return null;
        }
        long length = frame & WalFormat.SIZE_MASK;
        int padding = frame < 0 ? (int) (frame >>> 56) & WalFormat.ALIGNMENT - 1 : 0;
        if (length + padding > size - offset - WalFormat.FRAME) {
            return cutShort(
                    "has " + length + " bytes, expected at most " + (size - offset - WalFormat.FRAME - padding));
        }
        if (length > WalFormat.MAX_RECORD) {
            throw damaged("has " + length + " bytes, expected at most " + WalFormat.MAX_RECORD);
        }
        byte[] bytes = file.readNBytes((int) length + padding);
        Record record = check(bytes, (int) length);
        if (record != null) {
            offset += WalFormat.FRAME + bytes.length;
        }
        return record;
    }

    private @Nullable Record check(byte[] bytes, int length) throws IOException {
        Record record;
        try {
            record = Record.parser().parseFrom(bytes, 0, length);
        } catch (InvalidProtocolBufferException e) {
            return tornOr(bytes, "is no record of a log, expected one");
        }
        if (record.getType() == WalFormat.CRC) {
            return record;
        }
        int before = crc.value();
        crc.update(record.getData());
        if (crc.value() != record.getCrc()) {
            int computed = crc.value();
            crc.value(before);
            return tornOr(bytes, "checksum is " + hex(record.getCrc()) + ", expected " + hex(computed));
        }
        if (record.getType() < WalFormat.METADATA || record.getType() > WalFormat.SNAPSHOT) {
            throw damaged("has type " + record.getType() + ", expected 1 to 5");
        }
        return record;
    }

    private @Nullable Record tornOr(byte[] bytes, String what) throws WalException {
        if (newest && hasEmptySector(bytes)) {
            return cutShort(what);
        }
        throw damaged(what);
    }

    /** A sector that the disk never wrote is still zero. */
    private boolean hasEmptySector(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int room = (int) (WalFormat.SECTOR - (offset + WalFormat.FRAME + at) % WalFormat.SECTOR);
            int end = Math.min(bytes.length, at + room);
            boolean zero = true;
            for (int i = at; i < end; i++) {
                zero &= bytes[i] == 0;
            }
            if (zero) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private @Nullable Record cutShort(String what) throws WalException {
        if (!newest) {
            throw damaged(what);
        }
        torn = path + ": record at byte " + offset + " was not written to its end and is left out";
        return null;
    }

    private WalException damaged(String what) {
        return new WalException(path, recordAt, what);
    }

    WalException here(String what) {
        return damaged(what);
    }

    private static String hex(int value) {
        return Integer.toHexString(value);
    }

    @Override
    public void close() throws IOException {
        ended = true;
        if (in != null) {
            in.close();
            in = null;
        }
    }
}
