package dev.quoin.core.auth.token;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.host.Host;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens users get, as {@code --auth-token} and {@code --auth-token-ttl} say.
 *
 * @param simpleTtl how long a simple token lives without being used; null for other kinds
 * @param jwt how tokens are signed; null for other kinds
 */
public record TokenOptions(
        @Nullable Duration simpleTtl, @Nullable JwtOptions jwt) {
    /** How long a simple token lives unless told otherwise. */
    public static final Duration DEFAULT_TTL = Duration.ofSeconds(300);
    /** Simple tokens, as without any flag. */
    public static final TokenOptions SIMPLE = new TokenOptions(DEFAULT_TTL, null);

    /**
     * Reads the flag: a kind, then options behind commas, as {@code jwt,sign-method=RS256,pub-key=FILE,priv-key=FILE}.
     *
     * @param ttl for simple tokens; zero means the default
     * @throws ConfigException with one line that says what is wrong
     */
    public static TokenOptions parse(String flag, Duration ttl) {
        String[] parts = flag.split(",", -1);
        Map<String, String> options = options(parts);
        return switch (parts[0]) {
            case "simple" -> new TokenOptions(ttl.isPositive() ? ttl : DEFAULT_TTL, null);
            case "jwt" -> new TokenOptions(null, JwtOptions.of(options));
            case "" -> new TokenOptions(null, null);
            default ->
                throw new ConfigException("invalid value \"" + parts[0]
                        + "\" for --auth-token: not one of simple, jwt, or nothing for no tokens");
        };
    }

    private static Map<String, String> options(String[] parts) {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", -1);
            if (pair.length != 2) {
                throw new ConfigException("--auth-token: \"" + parts[i] + "\" is not of the form name=value");
            }
            if (options.putIfAbsent(pair[0], pair[1]) != null) {
                throw new ConfigException("--auth-token: " + pair[0] + " is given twice");
            }
        }
        return options;
    }

    /**
     * Begins to give out tokens.
     *
     * @param random numbers that nobody can guess; safe for use by any thread
     * @param enabled whether authentication is on
     * @throws ConfigException when the key files can not be used
     */
    public Tokens open(Host host, RandomGenerator random, boolean enabled) {
        if (jwt != null) {
            return JwtTokens.open(host, jwt);
        }
        return simpleTtl == null ? new NoTokens() : new SimpleTokens(host, random, simpleTtl.toNanos(), enabled);
    }
}
