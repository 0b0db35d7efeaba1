package dev.quoin.backend.mapdb;

import dev.quoin.api.storage.Table;
import java.util.List;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;
import org.mapdb.volume.Volume;

/** MapDB over a volume, with a tree for each table. */
final class Trees {
    private final DB db;
    private final List<BTreeMap<byte[], byte[]>> byOrdinal;

    private Trees(DB db, List<Table> tables) {
        this.db = db;
        this.byOrdinal = tables.stream().map(table -> tree(db, table)).toList();
    }

    /** Opens the writer's trees, and makes the missing ones. */
    static Trees writable(Volume volume, boolean present, List<Table> tables) {
        // one thread, and the pages have checksums
        DB db = DBMaker.volumeDB(volume, present)
                .checksumHeaderBypass()
                .concurrencyDisable()
                .make();
        return new Trees(db, tables);
    }

    /** Opens the readers' trees. */
    static Trees readOnly(Volume volume, List<Table> tables) {
        DB db = DBMaker.volumeDB(volume, true).checksumHeaderBypass().readOnly().make();
        return new Trees(db, tables);
    }

    private static BTreeMap<byte[], byte[]> tree(DB db, Table table) {
        return db.treeMap("table." + table.name())
                .keySerializer(Serializer.BYTE_ARRAY)
                .valueSerializer(Serializer.BYTE_ARRAY)
                .createOrOpen();
    }

    BTreeMap<byte[], byte[]> of(int ordinal) {
        return byOrdinal.get(ordinal);
    }

    DB db() {
        return db;
    }
}
