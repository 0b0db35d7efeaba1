package dev.quoin.api.auth;

/**
 * The user who asks, as far as the connection and the request tell.
 *
 * @param name the user's name; empty for {@link #anonymous}
 * @param method the means by which the user was recognised, for logs: {@code certificate} or {@code token}
 */
public record Identity(String name, String method) {
    private static final Identity ANONYMOUS = new Identity("", "none");

    /** Returns the identity of somebody who was not recognised. */
    public static Identity anonymous() {
        return ANONYMOUS;
    }

    /** Returns true when a user was recognised. */
    public boolean isKnown() {
        return !name.isEmpty();
    }
}
