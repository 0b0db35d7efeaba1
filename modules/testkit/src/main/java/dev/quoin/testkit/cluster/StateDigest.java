package dev.quoin.testkit.cluster;

import dev.quoin.api.storage.Cursor;
import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.Table;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** A number that stands for the records of some tables. */
final class StateDigest {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer lengths = ByteBuffer.allocate(2 * Integer.BYTES);

    private StateDigest() {}

    static long of(ReadView state, List<Table> tables) {
        long digest = 0;
        for (Table table : tables) {
            digest = digest * 31 + new StateDigest().table(state, table);
        }
        return digest;
    }

    private long table(ReadView state, Table table) {
        long count = 0;
        try (Cursor rows = state.cursor(table, null, null)) {
            for (boolean on = rows.first(); on; on = rows.next()) {
                ByteBuffer key = rows.key();
                ByteBuffer value = rows.value();
                lengths.clear()
                        .putInt(key.remaining())
                        .putInt(value.remaining())
                        .flip();
                crc.update(lengths);
                crc.update(key);
                crc.update(value);
                count++;
            }
        }
        return crc.getValue() ^ (count << Integer.SIZE);
    }
}
