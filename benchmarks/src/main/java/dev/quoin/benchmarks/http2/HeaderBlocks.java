package dev.quoin.benchmarks.http2;

/** What can be told of an HPACK block (RFC 7541) without decoding it. */
final class HeaderBlocks {
    private static final int INDEXED_FIELD = 0x80;
    private static final int MULTI_BYTE_INDEX = 0xFF;

    private HeaderBlocks() {}

    /** Whether every byte is a reference to a table entry: such a block changes no table, so what follows may repeat it as it is. */
    static boolean isReferencesOnly(byte[] block) {
        for (byte b : block) {
            int field = b & 0xFF;
            if (field < INDEXED_FIELD || field == MULTI_BYTE_INDEX) {
                return false;
            }
        }
        return true;
    }
}
