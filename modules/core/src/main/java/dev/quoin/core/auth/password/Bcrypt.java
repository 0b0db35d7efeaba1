package dev.quoin.core.auth.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Makes and checks bcrypt hashes in the form {@code $2a$cost$...} that etcd stores too. Every call takes the time that the
 * cost asks for: tens of milliseconds at the default.
 */
final class Bcrypt {
    /** The longest password in UTF-8 bytes: bcrypt would not see what comes after it. */
    static final int MAX_BYTES = 72;

    private static final int SALT_BYTES = 16;
    private static final String NOBODYS_SALT_AND_HASH = "N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    private final RandomGenerator random;
    private final int cost;
    private final byte[] nobodysHash;

    /**
     * With a cost.
     *
     * @param random numbers that nobody can guess; safe for use by any thread
     * @param cost from 4 to 31; each step takes twice the time
     */
    Bcrypt(RandomGenerator random, int cost) {
        this.random = random;
        this.cost = cost;
        this.nobodysHash = "$2a$%02d$%s".formatted(cost, NOBODYS_SALT_AND_HASH).getBytes(US_ASCII);
    }

    /** Hashes a password of at most {@link #MAX_BYTES}. */
    byte[] hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return BCrypt.with(LongPasswordStrategies.none()).hash(cost, salt, password.getBytes(UTF_8));
    }

    /** Whether a password is the one of a hash; something that is no hash is nobody's. */
    boolean matches(byte[] hash, String password) {
        byte[] bytes = password.getBytes(UTF_8);
        byte[] seen = bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
        try {
            return hash.length > 0
                    && BCrypt.verifyer(null, LongPasswordStrategies.none()).verify(seen, hash).verified;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Takes the time of a check that fails, so that nobody learns by the time whether a user exists. */
    void pretend(String password) {
        matches(nobodysHash, password);
    }
}
