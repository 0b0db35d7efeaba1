package dev.quoin.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quoin.api.consensus.Membership;
import dev.quoin.api.consensus.SnapshotMeta;
import dev.quoin.api.storage.StorageBackend;
import dev.quoin.api.storage.StorageBackendContext;
import dev.quoin.core.store.Tables;
import dev.quoin.testkit.storage.memory.MemoryBackendProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes out comes in again, in pieces of any size; what was damaged on the way is refused. */
class RowReaderTest {
    @TempDir
    private Path folder;

    private byte[] snapshot() throws IOException {
        MemoryBackendProvider provider = new MemoryBackendProvider();
        try (StorageBackend backend =
                provider.open(provider.configSpec().read(Map.of()), new StorageBackendContext(folder, Tables.ALL))) {
            try (var txn = backend.begin()) {
                txn.put(Tables.HEAD, new byte[] {1}, new byte[] {2, 3});
                txn.put(Tables.HEAD, new byte[] {4, 5}, new byte[0]);
                txn.put(Tables.COUNT, new byte[] {0}, new byte[8]);
                txn.commit(7);
            }
            return drain(new OutgoingSnapshot(new SnapshotMeta(7, 1, Membership.empty()), backend.openView()));
        }
    }

    private static byte[] drain(OutgoingSnapshot source) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(5);
        while (source.read(piece) >= 0) {
            all.write(piece.array(), 0, piece.position());
            piece.clear();
        }
        source.close();
        return all.toByteArray();
    }

    private static List<String> read(byte[] bytes, int pieceSize) throws IOException {
        List<String> rows = new ArrayList<>();
        RowReader reader = new RowReader((table, key, value) ->
                rows.add(table.name() + " " + java.util.Arrays.toString(key) + " " + value.length));
        for (int at = 0; at < bytes.length; at += pieceSize) {
            reader.take(ByteBuffer.wrap(bytes, at, Math.min(pieceSize, bytes.length - at)));
        }
        reader.requireDone();
        return rows;
    }

    @Test
    void rowsComeThroughWhateverTheSizeOfThePieces() throws IOException {
        byte[] bytes = snapshot();
        for (int size = 1; size <= bytes.length; size++) {
            assertThat(read(bytes, size)).containsExactly("head [1] 2", "head [4, 5] 0", "count [0] 8");
        }
    }

    @Test
    void everyChangedByteIsNoticed() throws IOException {
        byte[] bytes = snapshot();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x10;
            assertThatThrownBy(() -> read(damaged, 3)).as("byte " + i).isInstanceOf(IOException.class);
        }
    }

    @Test
    void everyEarlyEndIsNoticed() throws IOException {
        byte[] bytes = snapshot();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut, 64)).as("length " + length).isInstanceOf(IOException.class);
        }
    }
}
