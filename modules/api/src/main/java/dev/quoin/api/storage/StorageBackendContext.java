package dev.quoin.api.storage;

import java.nio.file.Path;
import java.util.List;

/**
 * Where and what to open.
 *
 * @param directory exists; belongs to the backend alone, which must leave in it nothing but regular files and folders
 * @param tables all tables that will be used; their ordinals count from 0 without gaps. A table that is new to the store is created
 *     empty; a stored table that is not named here is kept untouched.
 */
public record StorageBackendContext(Path directory, List<Table> tables) {
    /** Checks the ordinals. */
    public StorageBackendContext {
        tables = List.copyOf(tables);
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).ordinal() != i) {
                throw new IllegalArgumentException("table " + tables.get(i) + " is not at its ordinal");
            }
        }
    }
}
