package dev.quoin.core.etcdwal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A write-ahead log is not as etcd writes it. One line that names the file, the place in it, and what was expected
 * there.
 */
public final class WalException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with a file or a folder. */
    public WalException(Path path, String what) {
        super(path + ": " + what);
    }

    /** Says what is wrong at a place of a file. */
    public WalException(Path path, long offset, String what) {
        super(path + ": record at byte " + offset + ": " + what);
    }
}
