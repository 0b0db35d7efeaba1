package dev.quoin.api.storage;

import java.nio.file.Path;
import java.util.List;

/**
 * The place and the tables of a store.
 *
 * @param directory a folder that exists and belongs to the backend alone. The backend must leave only regular files and
 *     folders in it. It makes the names in this folder durable itself; the node makes the folder's own name durable.
 * @param tables all tables that will be used, at their ordinals, which count from 0 without gaps. A table that is new
 *     to the store begins empty. A stored table that is not named here is kept as it is.
 */
public record StorageBackendContext(Path directory, List<Table> tables) {
    /** Checks that each table stands at its ordinal. */
    public StorageBackendContext {
        tables = List.copyOf(tables);
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).ordinal() != i) {
                throw new IllegalArgumentException("table " + tables.get(i) + " is not at its ordinal");
            }
        }
    }
}
