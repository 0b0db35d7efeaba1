package dev.quoin.auth.oidc;

import dev.quoin.api.auth.AuthContext;
import dev.quoin.api.auth.AuthProvider;
import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigSpec;
import dev.quoin.api.config.ConfigType;
import dev.quoin.api.config.ConfigValues;
import dev.quoin.auth.oidc.keys.KeyFetcher;
import dev.quoin.auth.oidc.keys.KeysException;
import dev.quoin.auth.oidc.keys.PublicKeys;
import dev.quoin.auth.oidc.token.TokenRules;
import dev.quoin.auth.oidc.token.TokenVerifier;
import java.time.Duration;

/** Authentication by the tokens of an OpenID issuer. Listeners stay as another provider, or none, has them. */
public final class OidcAuthProvider implements AuthProvider {
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

    /** For the service loader. */
    public OidcAuthProvider() {}

    @Override
    public String name() {
        return "oidc";
    }

    @Override
    public String description() {
        return "Users by the tokens of an OpenID issuer, verified with its public keys.";
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.builder()
                .key("issuer", ConfigType.TEXT, "", "Who must have issued a token: its claim iss.")
                .key("audience", ConfigType.TEXT, "", "Whom a token must be meant for: its claim aud.")
                .key(
                        "keys",
                        ConfigType.TEXT,
                        "",
                        "The issuer's public keys as a JSON Web Key Set: a path, or an https URL.")
                .key("username-claim", ConfigType.TEXT, "sub", "The claim that names the user.")
                .key("keys-interval", ConfigType.DURATION, "1m", "How often the keys are read again.")
                .build();
    }

    @Override
    public Authenticator open(ConfigValues config, AuthContext context) {
        TokenRules rules =
                new TokenRules(given(config, "issuer"), given(config, "audience"), given(config, "username-claim"));
        Duration interval = config.duration("keys-interval");
        if (interval.compareTo(LEAST_INTERVAL) < 0) {
            throw new ConfigException("--oidc-keys-interval must be at least 1s");
        }
        try {
            PublicKeys keys = new PublicKeys(context.host(), KeyFetcher.of(given(config, "keys")), interval);
            return new OidcAuthenticator(
                    keys, new TokenVerifier(rules, keys, context.host().clock()));
        } catch (KeysException e) {
            throw new ConfigException("--oidc-keys: " + e.getMessage());
        }
    }

    private static String given(ConfigValues config, String key) {
        String text = config.text(key);
        if (text.isEmpty()) {
            throw new ConfigException("--oidc-" + key + " must be given with --auth=oidc");
        }
        return text;
    }
}
