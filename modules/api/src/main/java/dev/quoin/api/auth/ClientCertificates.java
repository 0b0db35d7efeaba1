package dev.quoin.api.auth;

/** The certificate that a listener asks of a client. */
public enum ClientCertificates {
    /** The listener asks for no certificate. */
    NONE,
    /** The listener asks for one. A client may show none, but one that is shown must be valid. */
    OPTIONAL,
    /** A client without a valid certificate is refused. */
    REQUIRED
}
