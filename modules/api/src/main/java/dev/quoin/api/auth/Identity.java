package dev.quoin.api.auth;

/**
 * Who asks, as far as the connection tells.
 *
 * @param name the user name, empty for {@link #anonymous}
 * @param method how it became known, for logs: {@code certificate}, {@code token}
 */
public record Identity(String name, String method) {
    private static final Identity ANONYMOUS = new Identity("", "none");

    /** Nobody in particular. */
    public static Identity anonymous() {
        return ANONYMOUS;
    }

    /** Whether a user is known. */
    public boolean isKnown() {
        return !name.isEmpty();
    }
}
