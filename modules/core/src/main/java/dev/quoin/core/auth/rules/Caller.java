package dev.quoin.core.auth.rules;

/**
 * On whose behalf a request is made.
 *
 * @param user the name, empty for nobody in particular
 * @param revision the auth revision at which that became known; 0 for nobody
 */
public record Caller(String user, long revision) {
    /** Nobody in particular. */
    public static final Caller NOBODY = new Caller("", 0);

    /** Whether a user is named. */
    public boolean isKnown() {
        return !user.isEmpty();
    }
}
