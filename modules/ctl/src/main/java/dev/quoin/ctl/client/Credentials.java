package dev.quoin.ctl.client;

/**
 * Who asks: a user with a password, or a token. All of it is empty for nobody in particular. Byte strings.
 *
 * @param user the user's name
 * @param password the user's password
 * @param token a token that was issued before
 */
public record Credentials(String user, String password, String token) {
    public static final Credentials NONE = new Credentials("", "", "");

    /** Whether a token must be asked for. */
    boolean hasPassword() {
        return !user.isEmpty() && !password.isEmpty();
    }

    @Override
    public String toString() {
        return user.isEmpty() ? "nobody" : user;
    }
}
