package dev.quoin.api.config;

/** A configuration that cannot be used. The message is one line that names the key and the value; it is shown to the operator as it is. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the line to show. */
    public ConfigException(String message) {
        super(message);
    }
}
