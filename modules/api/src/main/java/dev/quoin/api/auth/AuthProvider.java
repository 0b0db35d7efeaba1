package dev.quoin.api.auth;

import dev.quoin.api.Provider;
import dev.quoin.api.config.ConfigValues;

/** The extension point for authentication. Who may do what is not decided here: that is the core's, and replicated. */
public interface AuthProvider extends Provider {
    /** Checks the configuration, reads what it names, and is ready. */
    Authenticator open(ConfigValues config);
}
