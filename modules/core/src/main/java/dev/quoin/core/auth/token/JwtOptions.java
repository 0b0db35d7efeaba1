package dev.quoin.core.auth.token;

import com.nimbusds.jose.JWSAlgorithm;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How JSON web tokens are signed.
 *
 * @param method the name of the algorithm
 * @param publicKey the file of the key that checks signatures, or null
 * @param privateKey the file of the key that makes them, or null for a member that only checks
 * @param ttl how long a token lives
 */
public record JwtOptions(
        String method, @Nullable Path publicKey, @Nullable Path privateKey, Duration ttl) {
    private static final Logger LOG = LoggerFactory.getLogger(JwtOptions.class);
    private static final List<String> METHODS = Stream.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512,
                    JWSAlgorithm.EdDSA,
                    JWSAlgorithm.HS256,
                    JWSAlgorithm.HS384,
                    JWSAlgorithm.HS512)
            .map(JWSAlgorithm::getName)
            .toList();
    private static final List<String> KNOWN = List.of("sign-method", "pub-key", "priv-key", "ttl");

    /** As {@code --auth-token} names them. */
    static JwtOptions of(Map<String, String> options) {
        options.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> LOG.warn("--auth-token has an option that jwt does not know: {}", name));
        return new JwtOptions(
                method(options.getOrDefault("sign-method", "")),
                file(options.get("pub-key")),
                file(options.get("priv-key")),
                ttl(options.getOrDefault("ttl", "")));
    }

    /** The algorithm. */
    JWSAlgorithm algorithm() {
        return JWSAlgorithm.parse(method);
    }

    private static String method(String name) {
        if (!METHODS.contains(name)) {
            throw new ConfigException(
                    "--auth-token: sign-method is \"" + name + "\" and not one of " + String.join(", ", METHODS));
        }
        return name;
    }

    private static @Nullable Path file(@Nullable String name) {
        return name == null || name.isEmpty() ? null : Path.of(name);
    }

    private static Duration ttl(String text) {
        return text.isEmpty()
                ? Duration.ofMinutes(5)
                : (Duration) ConfigType.DURATION.parse("auth-token", text, List.of());
    }
}
