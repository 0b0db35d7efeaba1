package dev.quoin.core.snapshot;

import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.storage.StorageBackend;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Copies all that one backend holds into another one of whatever kind: a snapshot that is received where it is sent. */
public final class StoreCopy {
    private static final int PART_BYTES = 1 << 20;

    private StoreCopy() {}

    /**
     * Copies a backend; what arrived is compared with what was sent by its number of rows and its checksum.
     *
     * @param to an empty backend
     * @return the number of rows
     * @throws IOException when something else arrived than was sent
     */
    public static long copy(StorageBackend from, StorageBackend to) throws IOException {
        long index = from.appliedIndex();
        FreshRows fresh = new FreshRows(to);
        RowReader reader = new RowReader(fresh::put);
        try (OutgoingSnapshot rows =
                new OutgoingSnapshot(new SnapshotMeta(index, 0, Membership.empty()), from.openView())) {
            ByteBuffer part = ByteBuffer.allocate(PART_BYTES);
            while (rows.read(part) >= 0) {
                reader.take(part.flip());
                part.clear();
            }
            reader.requireDone();
            fresh.end(index);
        } catch (IOException | RuntimeException e) {
            fresh.abort();
            throw e;
        }
        return reader.count();
    }
}
