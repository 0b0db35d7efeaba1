package dev.quoin.auth.oidc.keys;

/** Keys that cannot be had. The message is one line that names where they should come from. */
public final class KeysException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the place and what is wrong. */
    public KeysException(String place, String what) {
        super(place + ": " + what.replaceAll("\\s*\\R\\s*", "; "));
    }

    /** What the operator reads. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
