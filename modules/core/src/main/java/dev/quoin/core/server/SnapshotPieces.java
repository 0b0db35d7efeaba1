package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.core.backup.Backup;
import dev.quoin.core.read.PacedStream;
import dev.quoin.core.store.Store;
import dev.quoin.core.wire.Wire;
import dev.quoin.protocol.rpc.SnapshotResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code Maintenance.Snapshot}: a backup in pieces of at most 32 KiB as etcd sends them, the last one its
 * checksum. The backup begins with the first piece, on a reader thread, because that sweeps the store.
 */
final class SnapshotPieces implements PacedStream.Pieces {
    private static final int PIECE = 32 << 10;
    /** How many pieces are sent before the thread is given to others. */
    private static final int BURST = 32;

    private final Call call;
    private final Store store;
    private byte[] version = {};
    private @Nullable Backup backup;
    private @Nullable ByteBuffer rest;
    private long left;

    SnapshotPieces(Call call, Store store) {
        this.call = call;
        this.store = store;
    }

    @Override
    public boolean send() {
        Backup source = begun();
        for (int sent = 0; sent < BURST && call.isReady(); sent++) {
            ByteBuffer piece = piece(source);
            if (piece == null) {
                return true;
            }
            left -= piece.remaining();
            // The checksum is not counted, so that the last piece of the database says 0, and the checksum too.
            send(piece, Math.max(0, left - Backup.TRAILER));
        }
        return false;
    }

    private Backup begun() {
        Backup known = backup;
        if (known == null) {
            known = Backup.of(store);
            backup = known;
            left = known.size();
            version = known.version().getBytes(StandardCharsets.US_ASCII);
        }
        return known;
    }

    private @Nullable ByteBuffer piece(Backup source) {
        ByteBuffer from = rest;
        if (from == null || !from.hasRemaining()) {
            from = source.next();
            rest = from;
        }
        if (from == null) {
            return null;
        }
        int size = Math.min(PIECE, from.remaining());
        ByteBuffer piece = from.slice(from.position(), size);
        from.position(from.position() + size);
        return piece;
    }

    private void send(ByteBuffer piece, long remaining) {
        ByteBuffer head = call.allocate(Wire.varintFieldSize(SnapshotResponse.REMAINING_BYTES_FIELD_NUMBER, remaining)
                + Wire.lengthFieldSize(SnapshotResponse.BLOB_FIELD_NUMBER, piece.remaining())
                - piece.remaining());
        if (remaining > 0) {
            Wire.putVarint(head, Wire.tag(SnapshotResponse.REMAINING_BYTES_FIELD_NUMBER, Wire.VARINT));
            Wire.putVarint(head, remaining);
        }
        Wire.putVarint(head, Wire.tag(SnapshotResponse.BLOB_FIELD_NUMBER, Wire.LENGTH));
        Wire.putVarint(head, piece.remaining());
        ByteBuffer tail = call.allocate(
                version.length == 0 ? 0 : Wire.lengthFieldSize(SnapshotResponse.VERSION_FIELD_NUMBER, version.length));
        if (version.length > 0) {
            Wire.putVarint(tail, Wire.tag(SnapshotResponse.VERSION_FIELD_NUMBER, Wire.LENGTH));
            Wire.putVarint(tail, version.length);
            tail.put(version);
        }
        call.send(version.length == 0 ? List.of(head.flip(), piece) : List.of(head.flip(), piece, tail.flip()));
    }

    @Override
    public void close() {
        if (backup != null) {
            backup.close();
        }
    }
}
