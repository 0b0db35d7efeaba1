package dev.quoin.auth.tls.pem;

import dev.quoin.auth.tls.config.Side.NamedFile;

/** A file that cannot be used. The message is one line that names the file, the flag that named it, and what is wrong. */
public final class BadFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the file and what is wrong with it, in etcd's words where it has some. */
    public BadFileException(NamedFile file, String what) {
        super(file.path() + " (" + file.flag() + "): " + what.replaceAll("\\s*\\R\\s*", "; "));
    }

    /** What the operator reads. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
