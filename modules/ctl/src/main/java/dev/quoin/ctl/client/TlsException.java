package dev.quoin.ctl.client;

/** Certificates or keys that cannot be used. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1;

    TlsException(String message) {
        super(message);
    }
}
