package dev.quoin.core.backup;

import dev.quoin.core.wire.Wire;
import dev.quoin.core.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * A lease's row: in the table two numbers, TTL and what was left; in etcd's bucket a message with id (1), TTL (2), what
 * was left (3).
 */
final class LeaseCodec {
    private static final int ID = 1;
    private static final int TTL = 2;
    private static final int REMAINING = 3;
    private static final int MOST = 3 * (1 + Wire.MAX_VARINT);

    private LeaseCodec() {}

    /** etcd's message for a lease. */
    static ByteBuffer toEtcd(ByteBuffer key, ByteBuffer row) {
        ByteBuffer message = ByteBuffer.allocate(MOST);
        put(message, ID, key.getLong(key.position()));
        put(message, TTL, row.getLong(row.position()));
        put(message, REMAINING, row.getLong(row.position() + Long.BYTES));
        return message.flip();
    }

    private static void put(ByteBuffer message, int field, long value) {
        if (value != 0) {
            Wire.putVarint(message, Wire.tag(field, Wire.VARINT));
            Wire.putVarint(message, value);
        }
    }

    /**
     * The table's row for a lease.
     *
     * @throws IllegalArgumentException when the message is not that of the lease with this id
     */
    static byte[] fromEtcd(long id, ByteBuffer message) {
        WireReader reader = new WireReader();
        reader.reset(message);
        ByteBuffer row = ByteBuffer.allocate(2 * Long.BYTES);
        long found = 0;
        while (reader.next()) {
            switch (reader.field()) {
                case ID -> found = reader.number();
                case TTL -> row.putLong(0, reader.number());
                case REMAINING -> row.putLong(Long.BYTES, reader.number());
                default ->
                    throw new IllegalArgumentException("lease has a field " + reader.field() + ", expected 1 to 3");
            }
        }
        if (found != id) {
            throw new IllegalArgumentException(
                    "lease says that it is " + Long.toHexString(found) + ", expected " + Long.toHexString(id));
        }
        return row.array();
    }
}
