package dev.quoin.core.auth.password;

/**
 * How passwords are hashed.
 *
 * @param cost of bcrypt: each step takes twice the time
 * @param threads how many passwords are hashed or checked at a time
 */
public record PasswordOptions(int cost, int threads) {
    /** The lowest cost. */
    public static final int MIN_COST = 4;
    /** The highest. */
    public static final int MAX_COST = 31;
    /** The cost unless told otherwise. */
    public static final int DEFAULT_COST = 10;
    /** Two threads, at the default cost. */
    public static final PasswordOptions DEFAULT = new PasswordOptions(DEFAULT_COST, 2);

    /** Checks the numbers. */
    public PasswordOptions {
        if (cost < MIN_COST || cost > MAX_COST || threads < 1) {
            throw new IllegalArgumentException("bcrypt cost " + cost + " with " + threads + " threads");
        }
    }
}
