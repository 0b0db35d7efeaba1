package dev.quoin.backend.rocksdb;

import dev.quoin.api.storage.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;

/**
 * The column families of an open store.
 *
 * @param meta holds the applied index
 * @param byOrdinal those of the tables
 * @param all those two, and the tables that nobody asked for
 */
record Families(ColumnFamilyHandle meta, List<ColumnFamilyHandle> byOrdinal, List<ColumnFamilyHandle> all) {
    /**
     * Begins a table's name, so that no table can have the name of the default family, which holds the applied index.
     */
    private static final String TABLE_PREFIX = "table.";

    static final byte[] APPLIED_KEY = "applied".getBytes(StandardCharsets.US_ASCII);

    static Families of(List<String> names, List<ColumnFamilyHandle> handles, List<Table> tables) {
        List<ColumnFamilyHandle> byOrdinal = tables.stream()
                .map(table -> handles.get(names.indexOf(nameOf(table))))
                .toList();
        return new Families(handles.get(names.indexOf("default")), byOrdinal, List.copyOf(handles));
    }

    /** The name of a table's family. */
    static String nameOf(Table table) {
        return TABLE_PREFIX + table.name();
    }

    ColumnFamilyHandle of(Table table) {
        if (table.ordinal() < 0 || table.ordinal() >= byOrdinal.size()) {
            throw new IllegalArgumentException("not a table of this store: " + table);
        }
        return byOrdinal.get(table.ordinal());
    }
}
