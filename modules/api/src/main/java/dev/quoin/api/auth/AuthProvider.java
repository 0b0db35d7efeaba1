package dev.quoin.api.auth;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;

/**
 * The extension point for authentication: certificates for listeners, and identities from what is presented. A provider
 * does not decide who may do what: the core does, by replicated rules. {@code docs/spi/authentication.md} has the rules
 * that concern more than one method.
 */
public interface AuthProvider extends Provider {
    /**
     * Checks the configuration, reads what it names, and is ready.
     *
     * <p>Thread: the one that starts the node, once.
     *
     * <p>Blocks: yes, on files.
     *
     * @throws dev.quoin.api.config.ConfigException in one line that names the file or the key, and what is wrong with
     *     it
     */
    Authenticator open(ConfigValues config, AuthContext context);
}
