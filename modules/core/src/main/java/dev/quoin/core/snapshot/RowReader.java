package dev.quoin.core.snapshot;

import dev.quoin.api.storage.Table;
import dev.quoin.core.store.Tables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Takes a snapshot's bytes as they come, in pieces of any size, and hands on whole rows. Keeps at most one row. What does not fit the format is an error
 * that says where.
 */
final class RowReader {
    /** Receives rows. */
    interface Rows {
        void row(Table table, byte[] key, byte[] value);
    }

    private final Rows rows;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer wanted = ByteBuffer.allocate(SnapshotFormat.HEADER_SIZE);
    private State state = State.HEADER;
    private Table table = Tables.META;
    private int keySize;
    private long count;
    private long position;

    private enum State {
        HEADER,
        MARK,
        ROW_HEAD,
        ROW,
        END,
        DONE
    }

    RowReader(Rows rows) {
        this.rows = rows;
    }

    void take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (state == State.DONE) {
                throw new IOException("a snapshot goes on after its end, at byte " + position);
            }
            int length = Math.min(bytes.remaining(), wanted.remaining());
            wanted.put(wanted.position(), bytes, bytes.position(), length);
            wanted.position(wanted.position() + length);
            bytes.position(bytes.position() + length);
            position += length;
            while (!wanted.hasRemaining() && state != State.DONE) {
                complete(wanted.flip());
            }
        }
    }

    void requireDone() throws IOException {
        if (state != State.DONE) {
            throw new IOException("a snapshot ends early, at byte " + position);
        }
    }

    /** How many rows have come. */
    long count() {
        return count;
    }

    private void complete(ByteBuffer part) throws IOException {
        if (state != State.END) {
            crc.update(part.duplicate());
        }
        switch (state) {
            case HEADER -> header(part);
            case MARK -> mark(part.get());
            case ROW_HEAD -> rowHead(part);
            case ROW -> row(part);
            case END -> end(part);
            case DONE -> throw new IllegalStateException("nothing is wanted after the end");
        }
    }

    private void header(ByteBuffer part) throws IOException {
        if (part.getInt() != SnapshotFormat.MAGIC) {
            throw new IOException("not a snapshot of a member");
        }
        int version = part.getInt();
        if (version != SnapshotFormat.VERSION) {
            throw new IOException(
                    "a snapshot of format " + version + ", but this version reads format " + SnapshotFormat.VERSION);
        }
        want(State.MARK, 1);
    }

    private void mark(byte mark) throws IOException {
        if (mark == SnapshotFormat.END) {
            want(State.END, SnapshotFormat.END_SIZE - 1);
            return;
        }
        if (mark < 1 || mark > Tables.ALL.size()) {
            throw damaged("an unknown table " + mark);
        }
        table = Tables.ALL.get(mark - 1);
        want(State.ROW_HEAD, SnapshotFormat.ROW_HEAD_SIZE - 1);
    }

    private void rowHead(ByteBuffer part) throws IOException {
        keySize = part.getInt();
        int valueSize = part.getInt();
        if (keySize < 1 || valueSize < 0 || (long) keySize + valueSize > SnapshotFormat.MAX_ROW) {
            throw damaged("a row with a key of " + keySize + " and a value of " + valueSize + " bytes");
        }
        want(State.ROW, keySize + valueSize);
    }

    private void row(ByteBuffer part) {
        byte[] key = new byte[keySize];
        byte[] value = new byte[part.remaining() - keySize];
        part.get(key).get(value);
        rows.row(table, key, value);
        count++;
        want(State.MARK, 1);
    }

    private void end(ByteBuffer part) throws IOException {
        crc.update(part.slice(0, Long.BYTES));
        long sent = part.getLong();
        if (sent != count) {
            throw damaged("an end after " + count + " rows that speaks of " + sent);
        }
        if (part.getInt() != (int) crc.getValue()) {
            throw damaged("a wrong checksum");
        }
        want(State.DONE, 0);
    }

    private IOException damaged(String what) {
        return new IOException("a damaged snapshot: " + what + ", before byte " + position);
    }

    private void want(State next, int size) {
        state = next;
        wanted = ByteBuffer.allocate(size);
    }
}
