package dev.quoin.api.auth;

/** A version of TLS that listeners may speak, the older first. */
public enum TlsVersion {
    /** TLS 1.2, of 2008. */
    TLS_1_2("TLSv1.2"),
    /** TLS 1.3, of 2018. */
    TLS_1_3("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /** Returns the name that the JDK has for this version. */
    public String protocol() {
        return protocol;
    }
}
