package dev.quoin.api.auth;

/** A version of TLS that listeners may speak, the older first. */
public enum TlsVersion {
    /** Of 2008. */
    TLS_1_2("TLSv1.2"),
    /** Of 2018. */
    TLS_1_3("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /** The name that the JDK has for it. */
    public String protocol() {
        return protocol;
    }
}
