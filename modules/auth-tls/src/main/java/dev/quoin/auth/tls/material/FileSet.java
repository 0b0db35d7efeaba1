package dev.quoin.auth.tls.material;

import dev.quoin.auth.tls.config.Side;
import dev.quoin.auth.tls.config.Side.NamedFile;
import dev.quoin.auth.tls.pem.BadFileException;
import dev.quoin.auth.tls.pem.FileBytes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the files of one side held when they were read. They are compared by content: the time of a change says little about a file behind symbolic links that are
 * swapped.
 */
final class FileSet {
    private final Map<String, byte[]> contents = new HashMap<>();

    private FileSet() {}

    /** Reads all files that are configured. */
    static FileSet read(Side side) throws BadFileException {
        FileSet files = new FileSet();
        files.add(side.own().certificate());
        files.add(side.own().key());
        files.add(side.dialling().certificate());
        files.add(side.dialling().key());
        files.add(side.trusted());
        files.add(side.revoked());
        return files;
    }

    private void add(NamedFile file) throws BadFileException {
        if (file.isGiven() && !contents.containsKey(file.path())) {
            contents.put(file.path(), FileBytes.read(file));
        }
    }

    byte[] of(NamedFile file) {
        return Objects.requireNonNull(contents.get(file.path()), file.path());
    }

    boolean isSameAs(FileSet other) {
        return contents.keySet().equals(other.contents.keySet())
                && contents.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(entry.getValue(), other.contents.get(entry.getKey())));
    }
}
