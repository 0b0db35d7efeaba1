package dev.quoin.backend.lmdb.page;

import dev.quoin.api.storage.Table;
import java.nio.charset.StandardCharsets;

/** The names of a file's trees in its main tree. */
public final class Names {
    /** Holds the applied index. No table's tree has this name, because theirs have a dot in them. */
    public static final byte[] META = bytes("meta");

    public static final byte[] APPLIED = bytes("applied");

    private Names() {}

    public static byte[] of(Table table) {
        return bytes("table." + table.name());
    }

    public static Meta.Db find(Pages pages, Meta meta, byte[] name) {
        long node = Tree.find(pages, meta.main().root(), name);
        return node < 0 ? Meta.Db.EMPTY : pages.subTree(node);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
