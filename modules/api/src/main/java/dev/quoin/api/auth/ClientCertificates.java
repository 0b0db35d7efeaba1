package dev.quoin.api.auth;

/** What a listener wants of those who connect. */
public enum ClientCertificates {
    /** They are not asked for a certificate. */
    NONE,
    /** They are asked; one that is shown must be valid, and none is no mistake. */
    OPTIONAL,
    /** Who shows none, or one that is not valid, is refused. */
    REQUIRED
}
