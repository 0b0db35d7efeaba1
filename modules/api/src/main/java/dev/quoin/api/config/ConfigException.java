package dev.quoin.api.config;

/**
 * The failure of a configuration that cannot be used. The message is one line that names the key and the value. It is
 * shown to the operator as it is.
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes a failure with the line to show. */
    public ConfigException(String message) {
        super(message);
    }
}
