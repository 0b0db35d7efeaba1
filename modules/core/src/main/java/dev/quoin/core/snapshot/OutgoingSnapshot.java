package dev.quoin.core.snapshot;

import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.consensus.SnapshotSource;
import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.Table;
import dev.quoin.core.store.Tables;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A snapshot going out: walks a view row by row, so that it needs memory for one row only. Used by one thread. */
public final class OutgoingSnapshot implements SnapshotSource {
    private final SnapshotMeta meta;
    private final ReadView view;
    private final CRC32C crc = new CRC32C();
    private int nextTable;
    private @Nullable Cursor rows;
    private ByteBuffer part;
    private long count;
    private boolean ended;
    private boolean open = true;

    /** Over a view, which it closes in the end. */
    public OutgoingSnapshot(SnapshotMeta meta, ReadView view) {
        this.meta = meta;
        this.view = view;
        this.part = ByteBuffer.allocate(SnapshotFormat.HEADER_SIZE)
                .putInt(SnapshotFormat.MAGIC)
                .putInt(SnapshotFormat.VERSION)
                .flip();
        crc.update(part.duplicate());
    }

    @Override
    public SnapshotMeta meta() {
        return meta;
    }

    @Override
    public int read(ByteBuffer target) {
        int before = target.remaining();
        while (target.hasRemaining() && (part.hasRemaining() || nextPart())) {
            int length = Math.min(target.remaining(), part.remaining());
            target.put(target.position(), part, part.position(), length);
            target.position(target.position() + length);
            part.position(part.position() + length);
        }
        int read = before - target.remaining();
        return read == 0 && before > 0 ? -1 : read;
    }

    private boolean nextPart() {
        if (ended) {
            return false;
        }
        if (nextRow()) {
            part = row();
            crc.update(part.duplicate());
        } else {
            part = end();
            ended = true;
        }
        return true;
    }

    private boolean nextRow() {
        if (rows != null && rows.next()) {
            return true;
        }
        while (nextTable < Tables.ALL.size()) {
            closeRows();
            Cursor next = view.sweep(Tables.ALL.get(nextTable++), null, null);
            rows = next;
            if (next.first()) {
                return true;
            }
        }
        closeRows();
        return false;
    }

    private ByteBuffer row() {
        Cursor at = rows;
        if (at == null) {
            throw new IllegalStateException("not on a row");
        }
        Table table = Tables.ALL.get(nextTable - 1);
        ByteBuffer key = at.key();
        ByteBuffer value = at.value();
        count++;
        return ByteBuffer.allocate(SnapshotFormat.ROW_HEAD_SIZE + key.remaining() + value.remaining())
                .put((byte) (table.ordinal() + 1))
                .putInt(key.remaining())
                .putInt(value.remaining())
                .put(key.duplicate())
                .put(value.duplicate())
                .flip();
    }

    private ByteBuffer end() {
        ByteBuffer end = ByteBuffer.allocate(SnapshotFormat.END_SIZE)
                .put(SnapshotFormat.END)
                .putLong(count);
        crc.update(end.duplicate().flip());
        return end.putInt((int) crc.getValue()).flip();
    }

    private void closeRows() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            closeRows();
            view.close();
        }
    }
}
