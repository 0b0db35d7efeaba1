package dev.quoin.core.etcdwal;

import com.google.protobuf.ByteString;

/**
 * A CRC-32C that can go on from a given value, as the checksum of a log does from record to record and file to file.
 * The platform's can only begin at 0, so this one is computed byte by byte.
 */
final class ChainedCrc {
    /** The polynomial, reflected. */
    private static final int POLYNOMIAL = 0x82F63B78;

    private static final int[] TABLE = table();

    private int value;

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
            }
            table[i] = crc;
        }
        return table;
    }

    int value() {
        return value;
    }

    void value(int start) {
        value = start;
    }

    void update(ByteString data) {
        int crc = ~value;
        for (int i = 0; i < data.size(); i++) {
            crc = TABLE[(crc ^ data.byteAt(i)) & 0xFF] ^ crc >>> Byte.SIZE;
        }
        value = ~crc;
    }
}
