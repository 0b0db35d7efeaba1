package dev.quoin.core.auth.token;

/** A token can not be made, or tokens can not be had as configured. */
public final class TokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the text that says why; no secret is in it. */
    public TokenException(String text) {
        super(text);
    }

    /** With a cause. */
    public TokenException(String text, Throwable cause) {
        super(text, cause);
    }
}
