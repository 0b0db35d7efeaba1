package dev.quoin.core.node;

import dev.quoin.core.auth.password.PasswordOptions;
import dev.quoin.core.auth.token.TokenOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How users are known: which tokens they get, and how their passwords are hashed. */
public final class AuthOptions {
    /** As without any flag: simple tokens, and the usual cost of bcrypt. */
    public static final AuthOptions DEFAULT = new AuthOptions(TokenOptions.SIMPLE, PasswordOptions.DEFAULT);

    private static final Logger LOG = LoggerFactory.getLogger(AuthOptions.class);

    private final TokenOptions tokens;
    private final PasswordOptions passwords;

    private AuthOptions(TokenOptions tokens, PasswordOptions passwords) {
        this.tokens = tokens;
        this.passwords = passwords;
    }

    /**
     * As flags say. A cost that bcrypt does not know is replaced by the usual one, as etcd does.
     *
     * @param tokens the kind of tokens with its options, as {@code --auth-token} has them
     * @param tokenTtl how long a simple token lives without being used; zero for the default
     * @param cost of bcrypt
     * @param threads how many passwords are hashed or checked at a time
     * @throws dev.quoin.api.config.ConfigException with one line that says what is wrong
     */
    public static AuthOptions of(String tokens, Duration tokenTtl, long cost, int threads) {
        boolean known = cost >= PasswordOptions.MIN_COST && cost <= PasswordOptions.MAX_COST;
        if (!known) {
            LOG.warn(
                    "--bcrypt-cost={} is not between {} and {}; {} is used",
                    cost,
                    PasswordOptions.MIN_COST,
                    PasswordOptions.MAX_COST,
                    PasswordOptions.DEFAULT_COST);
        }
        return new AuthOptions(
                TokenOptions.parse(tokens, tokenTtl),
                new PasswordOptions(known ? (int) cost : PasswordOptions.DEFAULT_COST, threads));
    }

    TokenOptions tokens() {
        return tokens;
    }

    PasswordOptions passwords() {
        return passwords;
    }
}
