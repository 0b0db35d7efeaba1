package dev.quoin.core.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.quoin.api.storage.ReadView;
import dev.quoin.api.storage.WriteTxn;
import java.nio.ByteBuffer;

/** The single values of the meta table, each eight bytes big-endian. */
enum StoreMeta {
    /** The version of the tables' format. */
    FORMAT("format"),
    /** The term of the last applied entry. */
    TERM("term"),
    /** The revision of the last change. */
    REVISION("revision"),
    /** The revision up to which history was given up. */
    COMPACTED("compacted"),
    /** The revision up to which what was given up has been removed too. */
    COMPACTED_DONE("compacted_done");

    private final byte[] key;

    StoreMeta(String name) {
        this.key = name.getBytes(US_ASCII);
    }

    long read(ReadView view, long absent) {
        ByteBuffer value = view.get(Tables.META, key);
        return value == null ? absent : value.getLong(value.position());
    }

    void write(WriteTxn txn, long value) {
        txn.put(Tables.META, key, Keys.ofLong(value));
    }
}
